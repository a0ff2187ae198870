-- What an answer earns, while its batch is graded: who meets the same words in the same part need not judge them again. The
-- words stand there as a digest; the rows go when the batch is done.
create table grading.judgements (
  batch text not null references grading.batches on delete cascade,
  writing text not null,
  grade json not null,
  primary key (batch, writing)
);
