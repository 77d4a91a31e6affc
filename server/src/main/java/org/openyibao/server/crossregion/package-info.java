/// What persons have filed with the agency (备案): for care away from home, and what institutions registered
/// for them: a chronic disease, the institution that they chose.
///
/// Invariants: a change is guarded by the version of the person's ledger; what was done to a filing, who did it
/// and why is kept for ever, and a registration is cancelled, not taken away; which of the filings counts for a
/// visit the engine decides. Tables: `filing`, `filing_event`, `registration`. Called by `settlement`, in its
/// transaction, by `gateway` and `api`; calls `account`, `document`, `enrolment`, `policy`, `request`.
@NullMarked
package org.openyibao.server.crossregion;

import org.jspecify.annotations.NullMarked;
