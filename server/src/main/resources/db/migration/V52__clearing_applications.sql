-- Applications of institutions to be paid what they settled (清算申请). Rows are only added; what became of an application
-- is its last step.
--
-- region: of the agency. scheme: empty for all. month: its first day. recognised_fen: what the institution says the insurance
-- recognises (医保认可费用), which nobody defines and is kept as said. The other sums are ours and the institution's at once.
create table clearing_application (
    application_id  varchar(30)   not null primary key,
    institution     varchar(30)   not null,
    region          char(6)       not null,
    scheme          varchar(20)   not null,
    visit_kind      varchar(20)   not null,
    month           date          not null,
    first_day       date          not null,
    last_day        date          not null,
    persons         bigint        not null,
    total_fen       bigint        not null,
    recognised_fen  bigint        not null,
    funds_fen       bigint        not null,
    account_fen     bigint        not null,
    cash_fen        bigint        not null,
    details         text          not null,
    check (first_day <= last_day),
    check (total_fen = funds_fen + account_fen + cash_fen)
);

create index clearing_application_by_institution on clearing_application (institution, month);
create index clearing_application_by_region on clearing_application (region, application_id);

-- Step 1 applies, further ones accept, approve, reject or withdraw. who: an operator of the institution, or a clerk.
create table clearing_application_step (
    application_id  varchar(30)   not null,
    step            integer       not null,
    kind            varchar(10)   not null,
    who             varchar(60)   not null,
    why             varchar(200)  not null,
    taken_at        timestamptz   not null,
    primary key (application_id, step)
);
