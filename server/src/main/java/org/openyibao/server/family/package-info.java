/// Accounts shared in a family (家庭共济): whose account a relative may draw on, money sent to a relative's wallet in
/// another province (医保钱包), and who lives in one household.
///
/// Invariants: a binding is guarded by the version of its user's ledger, a transfer not yet accepted by its owner's;
/// what was done to a binding is kept for ever, with who did it; money on its way is neither in the account that it
/// left nor in the wallet, and reaches one of them once. Tables: `family_binding`, `family_binding_event`,
/// `wallet_transfer`, `household_member`. Called by `settlement`, `api` and imports; calls `account`, `enrolment`,
/// `request`.
@NullMarked
package org.openyibao.server.family;

import org.jspecify.annotations.NullMarked;
