-- How the message is found in which progress is shown, sealed: it is brought to its end by whichever process tells it.
alter table grading.requests add column progress text;
