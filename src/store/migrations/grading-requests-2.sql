-- Files of the end that the person has: a bot that is killed between two messages goes on after them.
alter table grading.requests add column told_files text[] not null default '{}';
-- Whether a model says something about answers that are not right: null where nobody asked for it, `stopped` by `/grade cancel`.
alter table grading.requests add column feedback text check (feedback in ('wanted', 'stopped'));
