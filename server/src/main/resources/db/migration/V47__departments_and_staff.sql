-- What institutions say of themselves: their departments as they upload them, and who works there as the agency's register
-- has it, which is imported. A department that was withdrawn stays; uploaded again, it is there again.
--
-- field: the code of its kind of medicine (科别). details: what else was sent, kept as it came.
create table department (
    institution  varchar(30)   not null,
    code         varchar(20)   not null,
    name         varchar(100)  not null,
    begins_at    timestamp     not null,
    ends_at      timestamp,
    field        varchar(6)    not null,
    region       varchar(6)    not null,
    withdrawn    boolean       not null,
    changed_at   timestamptz   not null,
    details      text          not null,
    primary key (institution, code),
    check (begins_at <= ends_at)
);

-- kind: 1 physician, 2 nurse, 3 pharmacist, 4 technician. own_number, qualification, licence, reason: empty where unknown.
create table staff (
    institution       varchar(30)   not null,
    code              varchar(20)   not null,
    kind              varchar(6)    not null,
    certificate_type  varchar(6)    not null,
    certificate       varchar(50)   not null,
    name              varchar(50)   not null,
    own_number        varchar(20)   not null,
    qualification     varchar(30)   not null,
    licence           varchar(30)   not null,
    insured_care      boolean       not null,
    valid_from        date          not null,
    valid_to          date          not null,
    reason            varchar(200)  not null,
    primary key (institution, code),
    check (valid_from <= valid_to)
);
