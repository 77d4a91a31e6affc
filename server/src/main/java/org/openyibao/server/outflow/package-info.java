/// What an account pays besides care, and what leaves it for good or moves with the insurance of its owner: premiums,
/// withdrawals and moves, the last two in two steps.
///
/// Invariants: a use is decided on the books that it is posted to; what a relative's premium opens is recorded with
/// the relative's contributions in the same transaction; nobody reviews what they asked for themselves; a withdrawal or
/// move ends once; a move has the entries that it comes to. Tables: `account_use`, `withdrawal`, `account_move`,
/// `review`, `review_waiting`.
/// Called by `api`, `agency`, `statement`; calls `account`, `document`, `enrolment`, `registry`, `policy`, `request`.
@NullMarked
package org.openyibao.server.outflow;

import org.jspecify.annotations.NullMarked;
