/// What changes from one version of the packs to another: which rules, and who pays more and less.
///
/// [RuleChanges] compares the rules word for word; [TypicalBills] decides a grid of bills by both versions,
/// [Population] the cases of a file; [DiffReport] says what came of it. Called by the command line.
///
/// Invariant: nothing here decides anything; the only decider is that of the decision package, asked once by each
/// version.
@NullMarked
package org.openyibao.engine.diff;

import org.jspecify.annotations.NullMarked;
