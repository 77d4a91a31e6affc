-- What was credited is known by what kind of contribution it was; of what was credited before, by the contribution that
-- holds.
alter table credit
    add column kind varchar(20) not null default 'regular';

update credit c
set kind = held.kind
from (
    select distinct on (psn_no, scheme, month) psn_no, scheme, month, kind
    from contribution
    order by psn_no, scheme, month, seq desc) held
where held.psn_no = c.psn_no and held.scheme = c.scheme and held.month = c.month;

alter table credit
    alter column kind drop default;
