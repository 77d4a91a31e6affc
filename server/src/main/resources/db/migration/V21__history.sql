-- Standing is computed at each lookup by the rules in force, from what was paid. Reading ten years of months for every
-- bill would cost more than the bill: the months in a row are kept here, one row for a person in a scheme, written in the
-- transaction that adds the contributions and proved from them by verify. Nothing here rests on a rule, so a new rule
-- makes nothing here wrong.
--
-- runs: 'first/last region kind paid-on' of months as yyyy-MM, in the order of their first month, separated by ';'.
create table contributed (
    psn_no  varchar(30) not null,
    scheme  varchar(20) not null,
    runs    text        not null,
    primary key (psn_no, scheme)
);

alter table person add column died date;

-- Who changed what of a person's insurance, when and why. said: the change in words for machines, one line.
create table enrolment_change (
    psn_no       varchar(30)  not null,
    change_no    integer      not null check (change_no > 0),
    recorded_at  timestamptz  not null,
    clerk        varchar(60)  not null,
    reason       varchar(200) not null,
    kind         varchar(20)  not null,
    said         text         not null,
    primary key (psn_no, change_no)
);
