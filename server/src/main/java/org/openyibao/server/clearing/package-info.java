/// Reconciliation with institutions: sums, and files of details; their applications to be paid. What regions
/// owe each other for care away from home: daily lists, monthly netting with prefunds, payments, disputes and
/// adjustments.
///
/// Invariants: each settlement made directly at an institution of another pooling area is owed once, by its person's
/// region to the institution's, to the fen; a reversal takes it back; rows are only added; what is booked between two
/// regions adds up to zero. Tables: `clearing_run`, `clearing_item`, `clearing_day`, `clearing_entry`,
/// `clearing_adjustment`, `clearing_prefund`, `clearing_month`, `clearing_netting`, `clearing_payment`,
/// `clearing_dispute`, `clearing_dispute_step`, `clearing_application`, `clearing_application_step`,
/// `clearing_confirmation`, `reconciliation`, `reconciliation_difference`. Called by `api` and `gateway`; calls
/// `settlement`, `registry`, `exchange`, `enrolment`, `request`, `account` (the shape of proofs).
@NullMarked
package org.openyibao.server.clearing;

import org.jspecify.annotations.NullMarked;
