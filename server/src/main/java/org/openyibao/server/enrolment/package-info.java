/// Persons and their participation in schemes: who is insured where, as what, and whether benefits are open on a day.
///
/// Tables: `person`, `participation`. Called by `settlement`, `gateway` and imports; calls no other room.
@NullMarked
package org.openyibao.server.enrolment;

import org.jspecify.annotations.NullMarked;
