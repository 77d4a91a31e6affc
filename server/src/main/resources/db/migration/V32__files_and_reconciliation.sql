-- Files that institutions send and fetch, in parts so that none is ever whole in memory, and what came of comparing
-- settlements with an institution.

create table exchange_file (
    file_id      varchar(30)   not null primary key,
    institution  varchar(30)   not null,
    name         varchar(200)  not null,
    kept_until   timestamptz   not null
);

create index exchange_file_by_end on exchange_file (kept_until);

create table exchange_part (
    file_id  varchar(30)  not null,
    part     integer      not null,
    content  bytea        not null,
    primary key (file_id, part)
);

-- scheme: empty for all. their_account_fen, their_cash_fen: null where the institution did not say. file: what it sent,
-- result: what it can fetch; both empty where totals alone were compared.
create table reconciliation (
    reconciliation_id  varchar(30)  not null primary key,
    institution        varchar(30)  not null,
    scheme             varchar(20)  not null,
    visit_kind         varchar(20)  not null,
    first_day          date         not null,
    last_day           date         not null,
    with_reversals     boolean      not null,
    made_at            timestamptz  not null,
    our_count          bigint       not null,
    our_total_fen      bigint       not null,
    our_funds_fen      bigint       not null,
    our_account_fen    bigint       not null,
    our_cash_fen       bigint       not null,
    their_count        bigint       not null,
    their_total_fen    bigint       not null,
    their_funds_fen    bigint       not null,
    their_account_fen  bigint,
    their_cash_fen     bigint,
    file               varchar(30)  not null,
    result             varchar(30)  not null,
    differences        bigint       not null
);

create index reconciliation_by_institution on reconciliation (institution, first_day);

-- kind: ours or theirs, where only one side has the settlement; amounts, person, visit or reversal, where they differ in it;
-- repeated, where the file has it twice. What a side does not have is null.
create table reconciliation_difference (
    reconciliation_id  varchar(30)  not null,
    number             integer      not null,
    kind               varchar(10)  not null,
    settlement_id      varchar(30)  not null,
    visit_id           varchar(30)  not null,
    psn_no             varchar(30)  not null,
    message_id         varchar(64)  not null,
    reversal           boolean      not null,
    our_total_fen      bigint,
    our_funds_fen      bigint,
    our_account_fen    bigint,
    their_total_fen    bigint,
    their_funds_fen    bigint,
    their_account_fen  bigint,
    primary key (reconciliation_id, number)
);
