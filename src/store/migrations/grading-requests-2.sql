-- Files of the end that the person has: a bot that is killed between two messages goes on after them.
alter table grading.requests add column told_files text[] not null default '{}';
