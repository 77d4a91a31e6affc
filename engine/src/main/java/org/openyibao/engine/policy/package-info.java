/// The shape of a policy: packs of dated rules, each with conditions over a finite space of facts and one effect; their
/// reading, and the resolution city → province → nation for a scheme and a day into a [CompiledPolicy].
///
/// Invariants: a rule never changes after reading; a compiled policy is immutable and shared between threads.
@NullMarked
package org.openyibao.engine.policy;

import org.jspecify.annotations.NullMarked;
