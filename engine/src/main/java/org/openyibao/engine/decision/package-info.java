/// Decisions: pure functions of a claim and a policy, the same answer for the same input for ever, each with the steps
/// that explain it. [Waterfall] decides a bill; the other deciders answer the other questions of case files.
///
/// Invariant: on every decision the parts add up to the bill; [Decision] refuses to exist otherwise.
@NullMarked
package org.openyibao.engine.decision;

import org.jspecify.annotations.NullMarked;
