-- The version of the grader whose verdicts a batch has, and since when it waits to be graded by it.
alter table grading.batches add column grader text not null default '';
alter table grading.batches add column queued_at timestamptz not null default now();
alter table grading.batches alter column grader drop default;
