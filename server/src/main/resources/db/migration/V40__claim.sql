-- Claims afterwards (零星报销). A claim is a person's: its key begins with the person. It is changed by acts only, each of
-- which raises its version by one and adds an event; events are never changed. Its lines are those of the fee list as the
-- person filed them, with what the clerk found of each.
--
-- care_until: the last day of care, of an inpatient the discharge. invoice_code may be empty. documents: metadata alone, by
-- the id they are filed under. filed_at: when it was filed first. clerk sorted the lines, reviewer approved; empty before.
-- settlement_id, refund_fen: of the settlement that stands, else null and 0.

create table claim (
    psn_no             varchar(30)   not null,
    claim_id           varchar(30)   not null,
    version            integer       not null check (version > 0),
    state              varchar(20)   not null,
    region             char(6)       not null,
    scheme             varchar(20)   not null,
    visit_kind         varchar(20)   not null,
    institution        varchar(30)   not null,
    care_from          date          not null,
    care_until         date          not null,
    disease            varchar(30)   not null,
    use_account        boolean       not null,
    invoice_code       varchar(20)   not null,
    invoice_number     varchar(30)   not null,
    invoice_date       date          not null,
    invoice_fen        bigint        not null check (invoice_fen > 0),
    document_kinds     text[]        not null,
    document_ids       text[]        not null,
    document_hashes    text[]        not null,
    payee_name         varchar(100)  not null,
    payee_bank         varchar(100)  not null,
    payee_account      varchar(40)   not null,
    filed_at           timestamptz   not null,
    clerk              varchar(60)   not null,
    reviewer           varchar(60)   not null,
    settlement_id      varchar(30),
    refund_fen         bigint        not null check (refund_fen >= 0),
    payment_reference  varchar(60),
    paid_on            date,
    primary key (psn_no, claim_id),
    check (care_from <= care_until),
    check ((payment_reference is null) = (paid_on is null))
);

create index claim_by_id on claim (claim_id);
create index claim_by_state on claim (region, state, claim_id);

-- quantity in ten-thousandths, price in millionths of a yuan. code: of the catalogue, empty as long as nobody knows. struck:
-- why the line does not count, empty where it does.
create table claim_line (
    psn_no      varchar(30)   not null,
    claim_id    varchar(30)   not null,
    line        integer       not null check (line > 0),
    name        varchar(300)  not null,
    local_code  varchar(60)   not null,
    code        varchar(60)   not null,
    quantity    bigint        not null check (quantity > 0),
    price       bigint        not null check (price > 0),
    amount_fen  bigint        not null check (amount_fen > 0),
    approval    varchar(20)   not null,
    struck      varchar(200)  not null,
    primary key (psn_no, claim_id, line)
);

create table claim_event (
    psn_no       varchar(30)    not null,
    claim_id     varchar(30)    not null,
    number       integer        not null,
    happened_at  timestamptz    not null,
    what         varchar(20)    not null,
    who          varchar(60)    not null,
    why          varchar(200)   not null,
    details      varchar(4000)  not null,
    primary key (psn_no, claim_id, number)
);

-- Which claim an invoice is in. Keyed by the invoice, for nobody may claim another's again; taken away when the claim was
-- rejected or withdrawn.
create table claim_invoice (
    code      varchar(20)  not null,
    number    varchar(30)  not null,
    psn_no    varchar(30)  not null,
    claim_id  varchar(30)  not null,
    primary key (code, number)
);

create index claim_invoice_by_claim on claim_invoice (psn_no, claim_id);
