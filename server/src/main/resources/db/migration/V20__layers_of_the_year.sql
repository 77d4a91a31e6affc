-- Each layer above the pooled fund takes off what it paid earlier in the year; only the catastrophic one was kept.
alter table year_to_date
    add column large_sum_fen     bigint not null default 0 check (large_sum_fen >= 0),
    add column civil_servant_fen bigint not null default 0 check (civil_servant_fen >= 0),
    add column assistance_fen    bigint not null default 0 check (assistance_fen >= 0);

update year_to_date y
set large_sum_fen = s.large_sum, civil_servant_fen = s.civil_servant, assistance_fen = s.assistance
from (
    select psn_no, scheme, benefit_year, sum(layers_fen[2]) as large_sum, sum(layers_fen[3]) as civil_servant,
        sum(layers_fen[4]) as assistance
    from settlement
    group by psn_no, scheme, benefit_year
) s
where s.psn_no = y.psn_no and s.scheme = y.scheme and s.benefit_year = y.benefit_year;

alter table year_to_date
    alter column large_sum_fen drop default,
    alter column civil_servant_fen drop default,
    alter column assistance_fen drop default;
