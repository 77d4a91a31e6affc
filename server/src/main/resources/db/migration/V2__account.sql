-- The books. The journal is append-only and double-entry: a row moves an amount from one account to another and says
-- why. Rows of a person form a chain by hash; the ledger row holds its head, the balances that the rows add up to, and
-- the version that guards all that is decided for the person. No row is shared between persons, so none is hot.

create table ledger (
    psn_no       varchar(30) not null primary key,
    version      bigint      not null,
    current_fen  bigint      not null check (current_fen >= 0),
    prior_fen    bigint      not null check (prior_fen >= 0),
    entries      bigint      not null,
    head         bytea       not null
);

create table journal (
    psn_no      varchar(30)  not null,
    entry       bigint       not null,
    posted_at   timestamptz  not null,
    source      varchar(60)  not null,
    target      varchar(60)  not null,
    amount_fen  bigint       not null check (amount_fen > 0),
    why         varchar(20)  not null,
    reference   varchar(40)  not null,
    hash        bytea        not null,
    primary key (psn_no, entry)
);
