-- What regions owe each other for care away from home. Rows are only added: a day that is cleared again adds a run with
-- what came too late, a mistake is put right by an adjustment. A settlement's place is that of its institution on the
-- day of service, kept here so that a list says for ever what it said.

create table clearing_run (
    day         date         not null,
    run         integer      not null,
    cleared_at  timestamptz  not null,
    clerk       varchar(60)  not null,
    items       bigint       not null check (items >= 0),
    primary key (day, run)
);

-- owed by home to place: funds_fen + account_fen + family_fen. reverses: the settlement that a reversal takes back.
create table clearing_item (
    day            date                       not null,
    home           char(6)       collate "C"  not null,
    place          char(6)       collate "C"  not null,
    settlement_id  varchar(30)   collate "C"  not null,
    run            integer                    not null,
    psn_no         varchar(30)                not null,
    institution    varchar(30)                not null,
    scheme         varchar(20)                not null,
    visit_kind     varchar(20)                not null,
    reverses       varchar(30),
    total_fen      bigint                     not null,
    funds_fen      bigint                     not null,
    account_fen    bigint                     not null,
    family_fen     bigint                     not null,
    primary key (day, home, place, settlement_id)
);

create index clearing_item_reversing on clearing_item (reverses) where reverses is not null;

create table clearing_day (
    day          date                      not null,
    home         char(6)      collate "C"  not null,
    place        char(6)      collate "C"  not null,
    run          integer                   not null,
    items        bigint                    not null,
    reversals    bigint                    not null,
    total_fen    bigint                    not null,
    funds_fen    bigint                    not null,
    account_fen  bigint                    not null,
    family_fen   bigint                    not null,
    primary key (day, home, place, run)
);

-- The books between regions: a posting is two rows, one a region, that add up to zero. Above zero: the counterpart owes
-- the region.
create table clearing_entry (
    posting_id   varchar(60)               not null,
    region       char(6)      collate "C"  not null,
    counterpart  char(6)      collate "C"  not null,
    amount_fen   bigint                    not null,
    why          varchar(20)               not null,
    booked_on    date                      not null,
    primary key (posting_id, region)
);

create table clearing_adjustment (
    adjustment_id  varchar(30)   not null primary key,
    debtor         char(6)       not null,
    creditor       char(6)       not null,
    amount_fen     bigint        not null check (amount_fen > 0),
    reason         varchar(200)  not null,
    dispute        varchar(40)   not null,
    booked_on      date          not null,
    clerk          varchar(60)   not null
);

create index clearing_adjustment_by_day on clearing_adjustment (booked_on);

-- direction: deposit, from home to place, or return, of what is not used, from place to home.
create table clearing_prefund (
    prefund_id  varchar(30)   not null primary key,
    home        char(6)       not null,
    place       char(6)       not null,
    direction   varchar(10)   not null check (direction in ('deposit', 'return')),
    amount_fen  bigint        not null check (amount_fen > 0),
    paid_on     date          not null,
    document    varchar(100)  not null,
    clerk       varchar(60)   not null
);

-- month: its first day.
create table clearing_month (
    month      date         not null primary key,
    netted_at  timestamptz  not null,
    clerk      varchar(60)  not null
);

-- Between two regions: net = owed - owed_back + adjusted = from_prefund + due, what payer owes payee.
create table clearing_netting (
    month             date     not null,
    payer             char(6)  not null,
    payee             char(6)  not null,
    owed_fen          bigint   not null,
    owed_back_fen     bigint   not null,
    adjusted_fen      bigint   not null,
    net_fen           bigint   not null check (net_fen >= 0),
    from_prefund_fen  bigint   not null check (from_prefund_fen >= 0),
    due_fen           bigint   not null check (due_fen >= 0),
    primary key (month, payer, payee)
);

create table clearing_payment (
    payment_id  varchar(30)   not null primary key,
    month       date          not null,
    payer       char(6)       not null,
    payee       char(6)       not null,
    amount_fen  bigint        not null check (amount_fen > 0),
    paid_on     date          not null,
    document    varchar(100)  not null,
    clerk       varchar(60)   not null
);

create index clearing_payment_by_netting on clearing_payment (month, payer, payee);

create table clearing_dispute (
    settlement_id  varchar(30)  not null,
    number         integer      not null,
    day            date         not null,
    home           char(6)      not null,
    place          char(6)      not null,
    amount_fen     bigint       not null check (amount_fen > 0),
    primary key (settlement_id, number)
);

-- Step 1 raises, 2 answers, 3 decides. adjustment: what an upheld dispute came to.
create table clearing_dispute_step (
    settlement_id  varchar(30)   not null,
    number         integer       not null,
    step           integer       not null,
    kind           varchar(10)   not null check (kind in ('raised', 'answered', 'upheld', 'rejected')),
    words          varchar(200)  not null,
    clerk          varchar(60)   not null,
    taken_at       timestamptz   not null,
    adjustment     varchar(30)   not null,
    primary key (settlement_id, number, step)
);

-- A day's settlements lie together, for they were written in the order of time: a few kilobytes of index find them.
create index settlement_by_time on settlement using brin (settled_at);
create index settlement_by_institution on settlement (institution, settled_at);
