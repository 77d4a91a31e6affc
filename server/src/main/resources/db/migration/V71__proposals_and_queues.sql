-- What clerks enter from paper, which a reviewer of the region lets take effect. details: what is proposed, as JSON. paper:
-- where the application form is kept. A proposal ends once; result: the id of what it became, where it was approved.
create table proposal (
    proposal_id  varchar(30)    not null primary key,
    region       char(6)        not null,
    psn_no       varchar(30)    not null,
    kind         varchar(20)    not null,
    details      varchar(8000)  not null,
    paper        varchar(200)   not null,
    clerk        varchar(60)    not null,
    proposed_at  timestamptz    not null,
    ended        varchar(10),
    ended_at     timestamptz,
    who          varchar(60)    not null default '',
    why          varchar(200)   not null default '',
    result       varchar(30)    not null default '',
    check ((ended is null) = (ended_at is null))
);

create index proposal_by_person on proposal (psn_no, proposed_at);

-- What waits at an agency is read by region, the longest first, however much was done before.
create index proposal_waiting on proposal (region, proposed_at, proposal_id) where ended is null;
create index claim_waiting on claim (region, filed_at, claim_id) where state in ('filed', 'reviewed', 'approved');
create index clearing_application_step_decided on clearing_application_step (application_id)
    where kind in ('approved', 'rejected', 'withdrawn');

-- Withdrawals and moves that wait for their review; a row goes when the review comes. region: of the agency.
create table review_waiting (
    psn_no      varchar(30)  not null,
    request_id  varchar(30)  not null,
    kind        varchar(12)  not null,
    region      char(6)      not null,
    asked_at    timestamptz  not null,
    clerk       varchar(60)  not null,
    primary key (psn_no, request_id)
);

create index review_waiting_by_region on review_waiting (region, asked_at, request_id);

insert into review_waiting (psn_no, request_id, kind, region, asked_at, clerk)
select w.psn_no, w.withdrawal_id, 'withdrawal', p.region, w.asked_at, w.clerk
from withdrawal w
cross join lateral (
    select region from participation where psn_no = w.psn_no and scheme <> 'pension' and valid_from <= w.asked_at::date
    order by scheme <> 'employee', valid_from desc limit 1) p
where not exists (select from review r where r.psn_no = w.psn_no and r.request_id = w.withdrawal_id)
union all
select m.psn_no, m.move_id, 'move', case m.direction when 'out' then m.from_region else m.to_region end, m.asked_at,
    m.clerk
from account_move m
where not exists (select from review r where r.psn_no = m.psn_no and r.request_id = m.move_id);
