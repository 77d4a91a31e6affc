/// Proves packs: [Lint] walks the whole finite space of conditions of each pack and the edges of its
/// amounts, and reports what it finds with a smallest counterexample. A finding that is true of the real
/// policy is accepted in the pack by its id, with a reason; an acceptance that matches nothing is a finding
/// too.
///
/// Invariant: nothing here changes a pack or decides anything; the only decider is that of the decision
/// package.
@NullMarked
package org.openyibao.engine.lint;

import org.jspecify.annotations.NullMarked;
