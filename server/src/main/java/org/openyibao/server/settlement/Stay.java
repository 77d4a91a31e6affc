package org.openyibao.server.settlement;

import java.time.LocalDate;

/// The stay of an inpatient that a settlement is for (住院). `discharged`: the day that decides; in a preview before the
/// discharge, today. `emergency`: admitted as one. `category`: the sender's class of care.
public record Stay(LocalDate admitted, LocalDate discharged, boolean emergency, String category) {}
