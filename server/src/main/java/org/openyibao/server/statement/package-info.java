/// What an account's journal says, told to whoever it belongs to: statements between two dates, years at a glance, and
/// why a balance is what it is.
///
/// Invariants: what is told adds up to the books, or nothing is told; money of a year that is over is told as money of
/// prior years from 1 January on, whether or not that is booked yet. It has no tables. Called by `api`; calls
/// `account`, `enrolment`, `outflow`, `settlement`, `policy`, `request`.
@NullMarked
package org.openyibao.server.statement;

import org.jspecify.annotations.NullMarked;
