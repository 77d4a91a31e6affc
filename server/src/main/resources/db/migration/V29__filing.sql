-- Filings for care away from home (异地就医备案). A filing is the person's: its key begins with the person, whose ledger's version
-- guards it, so that a settlement decided on the filings before is decided again. What was done to it, when, by whom and why is
-- only added to.
--
-- holds_from: the first day; where a filing was made for later, after made_on. holds_until: the last day; null: until cancelled.
-- cancelled_on: the first day on which it is not in force any more; null while it stands. A change of place cancels a filing and
-- makes another, which names it in replaces. complete: whether the documents are in. institution: the one that made it, empty
-- where the person or a clerk did.

create table filing (
    psn_no         varchar(30)    not null,
    filing_id      varchar(30)    not null,
    scheme         varchar(20)    not null,
    home           char(6)        not null,
    ground         varchar(30)    not null,
    place          char(6)        not null,
    made_on        date           not null,
    holds_from     date           not null,
    holds_until    date,
    by_commitment  boolean        not null,
    complete       boolean        not null,
    documents      varchar(60)[]  not null,
    replaces       varchar(30),
    cancelled_on   date,
    institution    varchar(30)    not null,
    details        text           not null,
    primary key (psn_no, filing_id),
    check (made_on <= holds_from),
    check (holds_from <= holds_until),
    check (complete or by_commitment)
);

create table filing_event (
    psn_no     varchar(30)   not null,
    filing_id  varchar(30)   not null,
    event      integer       not null check (event > 0),
    at         timestamptz   not null,
    what       varchar(20)   not null,
    details    varchar(200)  not null,
    reason     varchar(500)  not null,
    clerk      varchar(60)   not null,
    primary key (psn_no, filing_id, event)
);
