-- What persons hand in as images or PDF: invoices, fee lists, records of care, proofs. A document is kept once a person, whatever
-- it is handed in with, and never changed.
--
-- content: sealed. sha256: of what is sealed. number_of_day: counts what the person handed in that day, so that no more come in
-- at once than a day may bring.

create table document (
    psn_no         varchar(30)   not null,
    document_id    varchar(30)   not null,
    type           varchar(10)   not null,
    bytes          integer       not null check (bytes > 0),
    sha256         char(64)      not null,
    content        bytea         not null,
    kept_at        timestamptz   not null,
    kept_on        date          not null,
    number_of_day  integer       not null check (number_of_day > 0),
    primary key (psn_no, document_id)
);

create unique index document_once on document (psn_no, sha256);
create unique index document_of_day on document (psn_no, kept_on, number_of_day);

-- Which documents were handed in with a filing or a withdrawal, as which paper. Only added to. Claims name theirs themselves.
create table document_with (
    psn_no       varchar(30)  not null,
    about        varchar(20)  not null,
    about_id     varchar(30)  not null,
    paper        varchar(60)  not null,
    document_id  varchar(30)  not null,
    primary key (psn_no, about, about_id, paper, document_id)
);
