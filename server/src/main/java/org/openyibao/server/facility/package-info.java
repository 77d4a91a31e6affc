/// What institutions say of themselves: their departments (科室), and who works there (医师、护士、药师).
///
/// Invariants: a department is uploaded, changed and withdrawn by its own institution, done once for each message; who
/// works there comes from the agency's register. Tables: `department`, `staff`. Called by `gateway` and imports; calls
/// `request`.
@NullMarked
package org.openyibao.server.facility;

import org.jspecify.annotations.NullMarked;
