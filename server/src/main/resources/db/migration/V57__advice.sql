-- What institutions were advised of before and while they ordered something for a patient (事前提醒、事中预警), and what they
-- did about it (反馈). Rows are only added: of several answers about one finding the newest counts.
--
-- patient, visit_number: as the institution names them. stage: before or during. rule: of the room's list. amount_fen: of
-- the orders that it is about.

create table advice_finding (
    finding_id    varchar(30)   not null primary key,
    institution   varchar(30)   not null,
    stage         varchar(10)   not null,
    patient       varchar(50)   not null,
    visit_number  varchar(50)   not null,
    rule          varchar(10)   not null,
    amount_fen    bigint        not null check (amount_fen >= 0),
    content       varchar(500)  not null,
    evidence      varchar(500)  not null,
    made_at       timestamptz   not null
);

create table advice_feedback (
    feedback_id    varchar(30)   not null primary key,
    finding_id     varchar(30)   not null references advice_finding,
    response       varchar(10)   not null,
    because        varchar(500)  not null,
    given_at       timestamptz   not null,
    operator       varchar(30)   not null,
    operator_name  varchar(50)   not null
);

create index advice_feedback_by_finding on advice_feedback (finding_id);
