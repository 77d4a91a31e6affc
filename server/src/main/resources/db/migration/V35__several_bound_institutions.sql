-- A person may be bound to several institutions: beside the one of the insurance to those that the person chose. A
-- settlement keeps the codes of all, a space between them.
alter table settlement alter column bound_institution type text;
