/// Accounts and their journal: the only room that moves money.
///
/// Invariants: a balance is the sum of its entries and never below zero; entries are appended, never changed; the
/// entries of a person are chained by hash. Tables: `ledger`, `journal`. Called by `settlement` within its transaction,
/// and by whoever asks for balances; calls no other room.
@NullMarked
package org.openyibao.server.account;

import org.jspecify.annotations.NullMarked;
