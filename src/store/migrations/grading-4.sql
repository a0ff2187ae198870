-- Answers and grades are many, and Postgres would look for the batch of each of them. Instead, whoever writes some locks their batch
-- once, which must be there, and a batch takes them along when it goes.
alter table grading.submissions drop constraint submissions_batch_fkey;
alter table grading.results drop constraint results_batch_fkey;
create function grading.delete_answers() returns trigger language plpgsql as $$
begin
  delete from grading.results where batch in (select id from gone);
  delete from grading.submissions where batch in (select id from gone);
  return null;
end
$$;
create trigger delete_answers after delete on grading.batches referencing old table as gone
  for each statement execute function grading.delete_answers();
