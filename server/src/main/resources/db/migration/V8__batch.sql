-- What is done to a whole region's accounts at once: how far it is, and what it did. The row moves on in the transaction
-- of the chunk that it speaks of, so that a batch that was killed goes on where it stopped.
--
-- period: the month (2025-03) or the year (2025). A batch that is begun again after its end makes another pass, for those
-- who came too late; pass counts them, and figures and left are of the last one. figures: counts and amounts in fen, by
-- name; left: how many persons were left out, by reason. The rates are those that the year's interest is paid at.
create table batch (
    kind                    varchar(20)  not null,
    region                  char(6)      not null,
    period                  varchar(7)   not null,
    pass                    integer      not null,
    last_psn_no             varchar(30)  not null,
    figures                 text[]       not null,
    figure_values           bigint[]     not null,
    left_reasons            text[]       not null,
    left_counts             bigint[]     not null,
    demand_millionths       integer      not null,
    three_month_millionths  integer      not null,
    started_at              timestamptz  not null,
    moved_at                timestamptz  not null,
    finished_at             timestamptz,
    primary key (kind, region, period)
);

-- What was credited of a person's month, so that it is credited once. A contribution that was corrected upwards after it
-- was credited gets another part for the difference.
create table credit (
    psn_no       varchar(30)  not null,
    scheme       varchar(20)  not null,
    month        date         not null,
    part         integer      not null check (part > 0),
    region       char(6)      not null,
    account_fen  bigint       not null check (account_fen > 0),
    pool_fen     bigint       not null,
    rule         varchar(160) not null,
    primary key (psn_no, scheme, month, part)
);

-- A region's persons, in their order.
create index participation_by_region on participation (region, scheme, psn_no);
