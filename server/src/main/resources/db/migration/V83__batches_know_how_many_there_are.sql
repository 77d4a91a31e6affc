-- How many persons a batch had to go through when it was begun last, so that how far it is can be told as a share. Nobody
-- counted those of the batches that were begun before.
alter table batch add column total_persons bigint not null default 0;
alter table batch alter column total_persons drop default;
