/// Persons and their participation in schemes: who is insured where, as what, and whether benefits are open on a day.
///
/// What was paid for them is only added to; of a month the latest row holds. Standing is computed from it by the
/// rules in force on the day asked about; what an import states counts for persons whose payments are not held. What a
/// clerk changes leaves a row that says what was, what became, who says so, when and why; settlements under way are
/// decided again ([Consequences]).
///
/// Tables: `person`, `participation`, `contribution`, `contributed`, `enrolment_change`. Called by `account`,
/// `family`, `outflow`, `settlement`, `gateway`, `api` and imports; asks `policy` for the packs, changes through
/// `request`, and calls no other room.
@NullMarked
package org.openyibao.server.enrolment;

import org.jspecify.annotations.NullMarked;
