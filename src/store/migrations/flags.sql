-- A verdict on a model's explanation that the staff should see. Nothing in it names a person.
CREATE TABLE flags (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  asker text NOT NULL,
  course text NOT NULL,
  source text NOT NULL,
  -- What `exacta solve` takes: the commands with their input, and what was asked of each.
  solutions jsonb NOT NULL,
  -- The first of these commands, to choose by.
  command text NOT NULL,
  level text NOT NULL,
  explanation text NOT NULL,
  verdict text NOT NULL,
  findings jsonb NOT NULL,
  model text NOT NULL,
  prompt text NOT NULL,
  decision text,
  note text,
  decided_at timestamptz
);
CREATE INDEX flags_open ON flags (id) WHERE decision IS NULL;
