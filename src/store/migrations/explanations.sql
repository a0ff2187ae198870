-- What models wrote, by a hash of everything that they were given.
CREATE TABLE explanations (
  key text PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  model text NOT NULL,
  prompt text NOT NULL,
  draft jsonb NOT NULL
);
-- One row for each call of a model.
CREATE TABLE model_calls (
  at timestamptz NOT NULL DEFAULT now(),
  asker text NOT NULL,
  course text NOT NULL,
  model text NOT NULL,
  prompt text NOT NULL,
  tokens_in integer NOT NULL,
  tokens_out integer NOT NULL,
  -- In US dollars; null where no price is configured.
  cost double precision
);
CREATE INDEX model_calls_at ON model_calls (at);
