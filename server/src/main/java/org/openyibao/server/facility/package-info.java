/// What institutions say of themselves: their departments (科室), and who works there (医师、护士、药师),
/// and the reports of examinations and tests that they recognise of each other (检查检验结果互认).
///
/// Invariants: a department is uploaded, changed and withdrawn by its own institution, done once for each message; who
/// works there comes from the agency's register. Reports are imported, and replaced whole. Tables: `department`,
/// `staff`, `report`, `report_item`. Called by `gateway` and imports; calls `request`.
@NullMarked
package org.openyibao.server.facility;

import org.jspecify.annotations.NullMarked;
