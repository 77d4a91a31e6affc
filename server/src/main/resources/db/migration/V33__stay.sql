-- Stays (住院). A stay is a visit that is opened on admission (opened_at), is charged day by day, and ends with the discharge.
--
-- visit: emergency: admitted as an emergency. discharged_at: null until discharged, and again where the discharge was undone.
-- discharge_details: what the institution sent with it. opened_by: the message that admitted, so that it can be undone by its
-- number; empty of visits that are no stays.
alter table visit
    add column inpatient          boolean      not null default false,
    add column emergency          boolean      not null default false,
    add column discharged_at      timestamp,
    add column discharge_details  text         not null default '',
    add column opened_by          varchar(64)  not null default '',
    add constraint visit_in_order check (discharged_at is null or (inpatient and discharged_at >= opened_at));

-- Of the lines of a stay, else empty: the day, the quantity in ten-thousandths, and the serial of the line that it takes back
-- (退费; else empty). A line that takes back has a quantity below zero; its amount and ceiling say how much it takes. A stay's
-- lines have no batch (''). withdrawn_serials: lines withdrawn one by one.
alter table fee_upload
    add column days               date[]    not null default '{}',
    add column quantities         bigint[]  not null default '{}',
    add column takes_back         text[]    not null default '{}',
    add column withdrawn_serials  text[]    not null default '{}';

-- Of the settlement of a stay, and of its reversal; null of any other. The day of discharge is the day of service.
-- stay_category: the sender's class of care.
alter table settlement
    add column stay_admitted   date,
    add column stay_emergency  boolean,
    add column stay_category   varchar(6);
