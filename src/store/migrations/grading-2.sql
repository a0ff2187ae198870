-- How often a student was forgotten: who writes a report compares it before and after, and knows no student by it.
create table grading.forgettings (
  single boolean primary key default true check (single),
  times integer not null default 0
);
insert into grading.forgettings default values;
