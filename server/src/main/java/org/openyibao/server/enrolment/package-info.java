/// Persons and their participation in schemes: who is insured where, as what, and whether benefits are open on a day.
///
/// What was paid for them is only added to; of a month the latest row holds. Standing is computed from it by the
/// rules in force on the day asked about; what an import states counts for persons whose payments are not held.
///
/// Tables: `person`, `participation`, `contribution`, `contributed`, `enrolment_change`. Called by `account`,
/// `family`, `outflow`, `settlement`, `gateway`, `api` and imports; asks `policy` for the packs and calls no other
/// room.
@NullMarked
package org.openyibao.server.enrolment;

import org.jspecify.annotations.NullMarked;
