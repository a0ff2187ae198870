-- What a model says about a graded answer, for each row that has it; it goes with its row. `about` is the same for rows about
-- which the same is to be said.
create table grading.feedback (
  batch text not null,
  ordinal integer not null,
  about text not null,
  state text not null check (state in ('agrees', 'unverified', 'withheld')),
  -- The text, or why it is withheld.
  says text not null,
  claims integer not null,
  unverified integer not null,
  primary key (batch, ordinal),
  foreign key (batch, ordinal) references grading.results on delete cascade
);
create index feedback_about on grading.feedback (about);
