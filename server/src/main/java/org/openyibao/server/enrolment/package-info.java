/// Persons and their participation in schemes: who is insured where, as what, and whether benefits are open on a day.
///
/// What was paid for them is only added to; of a month the latest row holds.
///
/// Tables: `person`, `participation`, `contribution`. Called by `settlement`, `gateway` and imports; calls no other
/// room.
@NullMarked
package org.openyibao.server.enrolment;

import org.jspecify.annotations.NullMarked;
