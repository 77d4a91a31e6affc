-- A cashier opens a stay by its number, without knowing whose it is, and sees which ended and are not settled. Stays
-- are few among visits.
create index visit_stay on visit (visit_id) where inpatient;
create index visit_ended on visit (institution, discharged_at)
    where inpatient and not cancelled and discharged_at is not null;
