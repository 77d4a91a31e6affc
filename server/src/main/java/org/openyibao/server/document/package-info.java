/// What persons hand in as images or PDF (影像材料): kept sealed, once a person, and never changed.
///
/// Invariants: what a document is, its first bytes say, not whoever brings it; what is given out is, byte for byte,
/// what was handed in; a filing or withdrawal names only documents of its own person. Tables: `document`,
/// `document_with`. Called by `api`, `crossregion`, `outflow`; calls `account`, `enrolment`, `request`.
@NullMarked
package org.openyibao.server.document;

import org.jspecify.annotations.NullMarked;
