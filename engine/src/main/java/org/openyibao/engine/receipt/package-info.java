/// Receipts: a decision, said to people. [Receipt] is a rendering of steps that were decided before;
/// nothing here computes what anybody pays.
///
/// A receipt depends on [ReceiptStep] with its [CitedRule], on [Totals] and on [Outcome] alone, never on a
/// pack: from what a settlement stored, the same receipt comes out for ever, whatever the packs say by
/// then.
@NullMarked
package org.openyibao.engine.receipt;

import org.jspecify.annotations.NullMarked;
