-- Who is in an institution's beds, which institutions ask. Few rows of the table: those of stays that have not ended.
create index visit_in_hospital on visit (institution, opened_at)
    where inpatient and not cancelled and discharged_at is null;
