-- The weeks whose digest is out, so that one process sends it, once.
CREATE TABLE digests (
  week date PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now()
);
