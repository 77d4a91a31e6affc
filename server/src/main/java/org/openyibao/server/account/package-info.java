/// Accounts and their journal: the only room that moves money.
///
/// Invariants: a balance is the sum of its entries and never below zero; entries are appended, never changed; the
/// entries of a person are chained by hash; when a year turns, all of its money becomes money of prior years; a
/// contribution is credited once and a year's interest paid once. Tables: `ledger`, `journal`, `closed_year`, `batch`,
/// `credit`. Called by `settlement` within its transaction, by whoever asks for balances or moves money otherwise, in
/// the transaction of its request, and by whoever begins a batch; calls `request` and `enrolment`.
@NullMarked
package org.openyibao.server.account;

import org.jspecify.annotations.NullMarked;
