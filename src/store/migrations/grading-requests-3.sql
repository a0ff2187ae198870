-- The telling of the end was begun: what was sent then may have arrived though nothing notes it.
alter table grading.requests add column telling boolean not null default false;
