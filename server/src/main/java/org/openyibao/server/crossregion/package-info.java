/// Care away from home: the filings (异地就医备案) that persons made for it.
///
/// Invariants: a filing is guarded by the version of its person's ledger; what was done to it, who did it and why is
/// kept
/// for ever; which of them counts for a visit the engine decides. Tables: `filing`, `filing_event`. Called by
/// `settlement`, in its transaction, by `gateway` and `api`; calls `account`, `enrolment`, `policy`, `request`.
@NullMarked
package org.openyibao.server.crossregion;

import org.jspecify.annotations.NullMarked;
