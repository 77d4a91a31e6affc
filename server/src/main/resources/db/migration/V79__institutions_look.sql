-- An institution that sees a person's record by message leaves a line as well: its code is the name, 'institution' the
-- role, the number of the transaction the route. operator: its number of who sat there, as it says (opter); empty of a
-- user's look, and where what was sent is no number: names are not kept here.
alter table look add column operator varchar(30) not null default '';
