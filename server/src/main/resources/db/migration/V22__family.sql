-- Accounts shared in a family: who may draw on whose account, money on its way to a relative's wallet in another
-- province, and who lives in one household, where a region's cap is the whole family's.
--
-- A binding is the user's: its key begins with the user, whose ledger's version guards it. What was done to it, when and by whom
-- is only added to. ended_on is the first day on which it is not in force any more; null while it stands.
-- until is the last day agreed on. year_limit_fen: what the owner's account pays for the user in a calendar year at most; null without a limit.

create table family_binding (
    psn_no          varchar(30)  not null,
    binding_id      varchar(30)  not null,
    owner           varchar(30)  not null,
    relation        varchar(30)  not null,
    position        integer      not null check (position > 0),
    year_limit_fen  bigint       check (year_limit_fen >= 0),
    starts_on       date         not null,
    until           date         not null,
    ended_on        date,
    ended_because   varchar(30),
    primary key (psn_no, binding_id),
    check (starts_on <= until),
    check ((ended_on is null) = (ended_because is null))
);

create unique index family_binding_once on family_binding (psn_no, owner) where ended_on is null;
create index family_binding_by_owner on family_binding (owner);

create table family_binding_event (
    psn_no      varchar(30)   not null,
    binding_id  varchar(30)   not null,
    event       integer       not null check (event > 0),
    at          timestamptz   not null,
    what        varchar(20)   not null,
    details     varchar(200)  not null,
    clerk       varchar(60)   not null,
    primary key (psn_no, binding_id, event)
);

-- psn_no is the owner, whose buckets paid current_fen and prior_fen. It goes back at returns_at unless
-- accepted before; null: never.
create table wallet_transfer (
    psn_no       varchar(30)  not null,
    transfer_id  varchar(30)  not null,
    recipient    varchar(30)  not null,
    relation     varchar(30)  not null,
    current_fen  bigint       not null check (current_fen >= 0),
    prior_fen    bigint       not null check (prior_fen >= 0),
    made_at      timestamptz  not null,
    made_on      date         not null,
    made_by      varchar(60)  not null,
    returns_at   timestamptz,
    state        varchar(20)  not null,
    ended_at     timestamptz,
    ended_by     varchar(60),
    primary key (psn_no, transfer_id),
    check (current_fen + prior_fen > 0),
    check ((state = 'pending') = (ended_at is null))
);

create index wallet_transfer_by_recipient on wallet_transfer (recipient);
create index wallet_transfer_pending on wallet_transfer (returns_at) where state = 'pending';

create table household_member (
    psn_no      varchar(30)  not null,
    household   varchar(30)  not null,
    valid_from  date         not null,
    valid_to    date         not null default '9999-12-31',
    joined_at   timestamptz  not null,
    joined_by   varchar(60)  not null,
    left_at     timestamptz,
    left_by     varchar(60),
    primary key (psn_no, valid_from),
    check (valid_from <= valid_to)
);

create index household_member_by_household on household_member (household);

-- What relatives' accounts and the wallet paid of a settlement; negated in a reversal.
alter table settlement
    add column family_owners       text[]    not null default '{}',
    add column family_current_fen  bigint[]  not null default '{}',
    add column family_prior_fen    bigint[]  not null default '{}',
    add column wallet_fen          bigint    not null default 0;

-- What an owner's account paid for a user in a calendar year: the sum of the settlements made in it, guarded by both ledgers' versions.
create table family_year (
    psn_no     varchar(30)  not null,
    owner      varchar(30)  not null,
    year       integer      not null,
    drawn_fen  bigint       not null check (drawn_fen >= 0),
    primary key (psn_no, owner, year)
);
