-- Who waits for a batch. `address` says where to tell them, sealed, and goes when they have been told.
create table grading.requests (
  id text primary key,
  asker text not null,
  problem_set text not null,
  -- Null while the file is read.
  batch text references grading.batches on delete cascade,
  state text not null check (state in ('reading', 'waiting', 'untold', 'told', 'withdrawn')),
  address text,
  -- The process that sees to it, until when that is certain.
  watcher text not null,
  watched_until timestamptz not null,
  created_at timestamptz not null default now()
);
create index requests_by_asker on grading.requests (asker, created_at);
