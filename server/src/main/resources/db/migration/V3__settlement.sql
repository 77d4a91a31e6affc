-- Visits, their fee lines, settlements, and the messages that asked for them. A settlement row is written once; a
-- reversal is a row of its own that names the one it reverses. Every key of a person's tables contains psn_no, so that
-- they can be distributed by it; messages are keyed by who sent them, because that is what makes a sender's id unique.

create table visit (
    psn_no        varchar(30)  not null,
    visit_id      varchar(30)  not null,
    institution   varchar(30)  not null,
    scheme        varchar(20)  not null,
    opened_at     timestamp    not null,
    number        varchar(30)  not null,
    category      varchar(6)   not null,
    disease_code  varchar(30)  not null,
    disease_name  varchar(500) not null,
    cancelled     boolean      not null,
    details       text         not null,
    primary key (psn_no, visit_id)
);

-- Lines as arrays: one row an upload. details: the lines as the institution sent them.
create table fee_upload (
    psn_no                varchar(30)  not null,
    visit_id              varchar(30)  not null,
    upload_id             bigint       not null,
    batch                 varchar(30)  not null,
    withdrawn             boolean      not null,
    serials               text[]       not null,
    codes                 text[]       not null,
    names                 text[]       not null,
    categories            text[]       not null,
    grades                text[]       not null,
    amounts_fen           bigint[]     not null,
    ceilings_fen          bigint[]     not null,
    first_pay_millionths  integer[]    not null,
    details               text         not null,
    primary key (psn_no, visit_id, upload_id)
);

create table settlement (
    psn_no               varchar(30)  not null,
    settlement_id        varchar(30)  not null,
    visit_id             varchar(30)  not null,
    batch                varchar(30)  not null,
    reverses             varchar(30),
    institution          varchar(30)  not null,
    region               char(6)      not null,
    scheme               varchar(20)  not null,
    visit_kind           varchar(20)  not null,
    service_date         date         not null,
    benefit_year         integer      not null,
    settled_at           timestamp    not null,
    message_id           varchar(64)  not null,
    total_fen            bigint       not null,
    own_pay_fen          bigint       not null,
    over_limit_fen       bigint       not null,
    first_pay_fen        bigint       not null,
    in_scope_fen         bigint       not null,
    deductible_fen       bigint       not null,
    year_deductible_fen  bigint       not null,
    year_burden_fen      bigint       not null,
    pool_fen             bigint       not null,
    pool_ratio           integer      not null,
    layers_fen           bigint[]     not null,
    account_current_fen  bigint       not null,
    account_prior_fen    bigint       not null,
    cash_fen             bigint       not null,
    balance_current_fen  bigint       not null,
    balance_prior_fen    bigint       not null,
    reason               varchar(40)  not null,
    treated_as_filed     boolean      not null,
    step_kinds           text[]       not null,
    step_rules           text[]       not null,
    step_bases_fen       bigint[]     not null,
    step_amounts_fen     bigint[]     not null,
    step_ratios          integer[]    not null,
    step_reasons         text[]       not null,
    step_details         text[]       not null,
    line_parts_fen       bigint[]     not null,
    details              text         not null,
    primary key (psn_no, settlement_id)
);

create index settlement_by_id on settlement (settlement_id);
create index settlement_by_batch on settlement (psn_no, visit_id, batch);
create unique index settlement_reversed_once on settlement (psn_no, reverses);

-- The year to date of a person in a scheme: the sum of the settlements of the year, guarded by the version of the ledger: whatever changes here advances it.
create table year_to_date (
    psn_no             varchar(30)  not null,
    scheme             varchar(20)  not null,
    benefit_year       integer      not null,
    deductible_fen     bigint       not null check (deductible_fen >= 0),
    pool_fen           bigint       not null check (pool_fen >= 0),
    inpatient_pool_fen bigint       not null check (inpatient_pool_fen >= 0),
    admissions         integer      not null check (admissions >= 0),
    burden_fen         bigint       not null check (burden_fen >= 0),
    catastrophic_fen   bigint       not null check (catastrophic_fen >= 0),
    primary key (psn_no, scheme, benefit_year)
);

-- Rules as they stood when a settlement cited them, for receipts that outlive a pack.
create table cited_rule (
    key         varchar(160) not null primary key,
    title_zh    text         not null,
    title_en    text         not null,
    document    text         not null,
    evidence    text         not null,
    confidence  varchar(20)  not null,
    notes       text         not null
);

create table message (
    institution  varchar(30)  not null,
    msgid        varchar(64)  not null,
    infno        varchar(10)  not null,
    psn_no       varchar(30)  not null,
    received_at  timestamptz  not null,
    content      bytea        not null,
    response     bytea        not null,
    primary key (institution, msgid)
);
