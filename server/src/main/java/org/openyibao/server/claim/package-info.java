/// Claims afterwards (零星报销、手工报销): a person who paid a bill files it with its papers, a clerk sorts its
/// lines, somebody else approves, and what the engine decides is paid to the person's bank account.
///
/// Invariants: a claim that was approved has just one settlement that stands, made in the transaction of the
/// approval, and what is paid is what that settlement refunds; any other claim has none; an invoice is claimed
/// once; every act raises the claim's version by one and leaves one event that says who, when and why. Tables:
/// `claim`, `claim_line`, `claim_event`, `claim_invoice`. Called by `api`; calls `settlement`, `account`,
/// `enrolment`, `registry`, `policy`, `request`.
@NullMarked
package org.openyibao.server.claim;

import org.jspecify.annotations.NullMarked;
