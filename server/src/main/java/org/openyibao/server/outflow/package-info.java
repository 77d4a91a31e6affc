/// What an account pays besides care, and what leaves it for good: premiums, and withdrawals with their two steps.
///
/// Invariants: a use is decided on the books that it is posted to; what a relative's premium opens is recorded with
/// the relative's contributions in the same transaction; nobody reviews what they asked for themselves; a withdrawal
/// ends once. Tables: `account_use`, `withdrawal`, `withdrawal_end`. Called by `api`; calls `account`, `enrolment`,
/// `registry`, `policy`, `request`.
@NullMarked
package org.openyibao.server.outflow;

import org.jspecify.annotations.NullMarked;
