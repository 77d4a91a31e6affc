-- Whom an institution had before it (就诊凭证核验): somebody showed a medical code, a card or a certificate to its cashier, who may
-- settle for the person until the day is over. Kept for good: it says on what ground a cashier saw a person's record.
--
-- id: random, 24 bytes in letters. shown: what was shown. taken_by: the user's name.
create table presentation (
    id           char(32)     not null primary key,
    institution  varchar(30)  not null,
    psn_no       varchar(30)  not null,
    shown        varchar(11)  not null check (shown in ('code', 'card', 'certificate')),
    taken_by     varchar(60)  not null,
    taken_at     timestamptz  not null
);

create index presentation_at_institution on presentation (institution, psn_no, taken_at);
