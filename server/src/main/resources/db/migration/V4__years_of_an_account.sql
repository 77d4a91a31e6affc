-- An account lives by years: `current_fen` is the money credited in `year`. Whoever posts to books whose year is behind
-- first carries that money over to `prior_fen`; the year-end batch does it for everybody else, and pays interest.
--
-- current_fen_days, prior_fen_days: the sum of the balances at the end of each day of `year`, as if nothing more came in
-- it: what interest is worked out from. interest_year: the last year whose interest is paid. first_year: the year in
-- which the books were opened; entries that are older count from its first day. wallet_fen: the cross-province wallet.
--
-- Books kept before this migration knew no years: theirs begin with the year of their last entry.
alter table ledger
    add column first_year        integer,
    add column year              integer,
    add column interest_year     integer,
    add column wallet_fen        bigint not null default 0 check (wallet_fen >= 0),
    add column current_fen_days  bigint not null default 0,
    add column prior_fen_days    bigint not null default 0;

update ledger set first_year = coalesce(
    (select extract(year from max(posted_at) at time zone 'Asia/Shanghai')
        from journal where journal.psn_no = ledger.psn_no),
    extract(year from now() at time zone 'Asia/Shanghai'));

update ledger set year = first_year, interest_year = first_year - 1,
    current_fen_days = coalesce((
        select sum(case 'current' when target then amount_fen when source then -amount_fen else 0 end
            * (make_date(first_year + 1, 1, 1)
                - greatest(make_date(first_year, 1, 1), (posted_at at time zone 'Asia/Shanghai')::date)))
        from journal where journal.psn_no = ledger.psn_no), 0),
    prior_fen_days = coalesce((
        select sum(case 'prior' when target then amount_fen when source then -amount_fen else 0 end
            * (make_date(first_year + 1, 1, 1)
                - greatest(make_date(first_year, 1, 1), (posted_at at time zone 'Asia/Shanghai')::date)))
        from journal where journal.psn_no = ledger.psn_no), 0);

alter table ledger
    alter column first_year set not null,
    alter column year set not null,
    alter column interest_year set not null,
    alter column wallet_fen drop default,
    alter column current_fen_days drop default,
    alter column prior_fen_days drop default,
    add check (first_year <= year),
    add check (interest_year < year);

-- The day sums of a year that is over, where they are not zero: what its interest is or was worked out from.
create table closed_year (
    psn_no            varchar(30)  not null,
    year              integer      not null,
    current_fen_days  bigint       not null,
    prior_fen_days    bigint       not null,
    primary key (psn_no, year)
);
