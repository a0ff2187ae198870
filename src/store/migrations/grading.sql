create schema grading;
create table grading.batches (
  id text primary key,
  course text not null,
  problem_set text not null,
  set_digest text not null,
  state text not null check (state in ('importing', 'queued', 'done', 'cancelled')),
  asked_by text,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
-- A student is kept under a digest; who it is stands sealed beside it.
create table grading.students (
  batch text not null references grading.batches on delete cascade,
  student text not null,
  identity text not null,
  primary key (batch, student)
);
create index students_by_student on grading.students (student);
create table grading.submissions (
  batch text not null references grading.batches on delete cascade,
  ordinal integer not null,
  student text not null,
  part text not null,
  answer text not null,
  place text not null,
  primary key (batch, ordinal),
  unique (batch, student, part)
);
-- A row is written once: whoever grades an answer again finds it there.
create table grading.results (
  batch text not null references grading.batches on delete cascade,
  ordinal integer not null,
  status text not null check (status in ('correct', 'partial', 'wrong', 'person')),
  points double precision not null,
  reason text not null,
  convention text,
  misconception text,
  primary key (batch, ordinal)
);
-- One job each: the answers from `first` up to but not `beyond`. `turn` orders the chunks of all courses.
create table grading.chunks (
  batch text not null references grading.batches on delete cascade,
  chunk integer not null,
  first integer not null,
  beyond integer not null,
  turn integer not null,
  done_at timestamptz,
  primary key (batch, chunk)
);
create index chunks_open on grading.chunks (turn) where done_at is null;
