-- What accounts pay besides care, and what is paid out of them for good. Rows are only added: what is taken back is a row
-- of its own that names the one it takes back; a withdrawal that was asked for has at most one end.
--
-- rule: the key in cited_rule of the rule that allowed it.

create table account_use (
    psn_no         varchar(30)   not null,
    use_id         varchar(30)   not null,
    purpose        varchar(40)   not null,
    relation       varchar(30)   not null,
    beneficiary    varchar(30)   not null,
    coverage_year  integer       not null,
    institution    varchar(30)   not null,
    region         char(6)       not null,
    current_fen    bigint        not null check (current_fen >= 0),
    prior_fen      bigint        not null check (prior_fen >= 0),
    used_at        timestamptz   not null,
    rule           varchar(180)  not null,
    clerk          varchar(60)   not null,
    reason         varchar(200)  not null,
    reverses       varchar(30),
    primary key (psn_no, use_id),
    check (current_fen + prior_fen > 0)
);

create unique index account_use_reversed_once on account_use (psn_no, reverses);

create table withdrawal (
    psn_no         varchar(30)   not null,
    withdrawal_id  varchar(30)   not null,
    reason         varchar(30)   not null,
    happened_on    date          not null,
    documents      text[]        not null,
    payee          varchar(20)   not null,
    payee_name     varchar(200)  not null,
    payee_account  varchar(60)   not null,
    asked_at       timestamptz   not null,
    clerk          varchar(60)   not null,
    primary key (psn_no, withdrawal_id)
);

-- ended: paid, rejected or cancelled; who: the reviewer, or for a cancellation the clerk.
create table withdrawal_end (
    psn_no         varchar(30)   not null,
    withdrawal_id  varchar(30)   not null,
    ended          varchar(20)   not null,
    ended_at       timestamptz   not null,
    who            varchar(60)   not null,
    why            varchar(200)  not null,
    current_fen    bigint        not null check (current_fen >= 0),
    prior_fen      bigint        not null check (prior_fen >= 0),
    rule           varchar(180)  not null,
    primary key (psn_no, withdrawal_id)
);
