-- What institutions say of their items of a month before it is netted: confirmed, withheld (to be left out of that month's
-- netting, 本次不纳入清分), or undone. Rows are only added; the last one of an item holds. month: its first day. message: the
-- receiver's id of the message that said so.
create table clearing_confirmation (
    settlement_id  varchar(30)  collate "C"  not null,
    number         integer                   not null,
    month          date                      not null,
    institution    varchar(30)               not null,
    kind           varchar(10)               not null check (kind in ('confirmed', 'withheld', 'undone')),
    message        varchar(30)               not null,
    operator       varchar(30)               not null,
    made_at        timestamptz               not null,
    primary key (settlement_id, number)
);

create index clearing_confirmation_by_month on clearing_confirmation (month, institution);
create index clearing_item_by_institution on clearing_item (institution, day, settlement_id);
