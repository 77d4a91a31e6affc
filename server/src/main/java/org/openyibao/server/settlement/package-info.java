/// Visits, stays and their settlement: open, upload fee lines, preview, settle, reverse; and the committer that
/// makes it last.
///
/// Invariants: what a message asked for, its effect and its answer are committed in one transaction, once; a settlement
/// is written once and reversed by a row of its own; the parts of a settlement add up to its total and to its journal
/// entries; the year to date is the sum of the year's settlements. What becomes known late of a person changes no
/// settlement; it can be asked what would be decided now. Tables: `visit`, `fee_upload`, `settlement`, `year_to_date`,
/// `family_year`, `message`, `visit_mark`. Called by `gateway` and `api`; calls `account`, `crossregion`, `enrolment`,
/// `family`, `identity`, `registry`, `policy`, `request`.
@NullMarked
package org.openyibao.server.settlement;

import org.jspecify.annotations.NullMarked;
