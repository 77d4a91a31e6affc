-- What an institution registers for a person with the agency beside care away from home: a chronic or special disease (慢特病备案),
-- and the institution that the person chooses (定点备案). A row is the person's: its key begins with the person, whose ledger's
-- version guards it. Rows are not taken away: cancelled_at says when one was cancelled, cancelled_because why.
--
-- code and name: of the disease, or of the chosen institution. application: of a choice, what it is for (业务申请类型); else empty.
-- rank: of a choice, its place among several; else 0. ends_on: the last day; null: without end. made_by: the institution that sent it.

create table registration (
    psn_no             varchar(30)   not null,
    registration_id    varchar(30)   not null,
    kind               varchar(20)   not null,
    scheme             varchar(20),
    code               varchar(30)   not null,
    name               varchar(300)  not null,
    application        varchar(3)    not null,
    rank               integer       not null check (rank >= 0),
    begins_on          date          not null,
    ends_on            date,
    made_by            varchar(30)   not null,
    made_at            timestamptz   not null,
    clerk              varchar(60)   not null,
    cancelled_at       timestamptz,
    cancelled_because  varchar(500),
    details            text          not null,
    primary key (psn_no, registration_id),
    check (begins_on <= ends_on),
    check ((cancelled_at is null) = (cancelled_because is null))
);
