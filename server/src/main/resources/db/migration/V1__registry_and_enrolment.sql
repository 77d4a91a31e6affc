-- Who may be treated where, and at which prices: what a settlement looks up. Written by imports, read by every decision.
-- Rows are dated: a change is a new row, so that a decision on a past day finds what held then.

create table institution (
    code        varchar(30)  not null,
    valid_from  date         not null,
    valid_to    date         not null default date '9999-12-31',
    name        varchar(200) not null,
    region      char(6)      not null,
    kind        varchar(20)  not null,
    level       varchar(10)  not null,
    designated  boolean      not null,
    networked   boolean      not null,
    primary key (code, valid_from),
    check (valid_from <= valid_to)
);

-- ceiling_micro: the highest recognised unit price in millionths of a yuan; null where there is none. limited: in scope
-- only where the institution confirms that the conditions of use are met.
create table catalogue_entry (
    region                char(6)      not null,
    code                  varchar(50)  not null,
    valid_from            date         not null,
    valid_to              date         not null default date '9999-12-31',
    name                  varchar(500) not null,
    category              varchar(20)  not null,
    grade                 varchar(10)  not null,
    first_pay_millionths  integer      not null check (first_pay_millionths between 0 and 1000000),
    ceiling_micro         bigint       check (ceiling_micro >= 0),
    charge_type           varchar(6)   not null,
    limited               boolean      not null,
    primary key (region, code, valid_from),
    check (valid_from <= valid_to)
);

create table person (
    psn_no            varchar(30)  not null primary key,
    certificate_type  varchar(6)   not null,
    certificate       varchar(50)  not null,
    name              varchar(50)  not null,
    sex               varchar(6)   not null,
    nation            varchar(3)   not null,
    birth             date         not null
);

create index person_by_certificate on person (certificate);

create table participation (
    psn_no               varchar(30)  not null,
    scheme               varchar(20)  not null,
    valid_from           date         not null,
    valid_to             date         not null default date '9999-12-31',
    region               char(6)      not null,
    status               varchar(20)  not null,
    standing             varchar(20)  not null,
    tier                 varchar(1)   not null,
    assistance           varchar(20)  not null,
    civil_servant        boolean      not null,
    insured_since        date         not null,
    employer             varchar(200) not null,
    bound_institution    varchar(30)  not null,
    primary key (psn_no, scheme, valid_from),
    check (valid_from <= valid_to)
);
