/// The packs that this server decides by, and their replacement while it runs.
///
/// [Libraries] has the packs in force as they are written, for who reads law rather than decides by it: the words
/// of rules, the cases, and drafts, which are laid out in memory and never put in force.
///
/// Invariants: a decision is made by one book from beginning to end: whoever decides takes the current book once. A
/// book is replaced as a whole, after all of it could be read and everyone who must know its rules knows them;
/// whatever fails before that leaves the one in use. The words of a rule are kept before anybody can cite it, and for
/// ever. Tables: `cited_rule`. Any room may call it; it calls none.
@NullMarked
package org.openyibao.server.policy;

import org.jspecify.annotations.NullMarked;
