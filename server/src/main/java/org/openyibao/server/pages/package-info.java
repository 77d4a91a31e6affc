/// Hands out the pages that `web/` builds: one HTML page for every address of theirs, and the files that it loads. What
/// they show comes from `api`.
///
/// Invariants: a page loads nothing from elsewhere, and no script or style that was not built with it; files that are
/// named by their content are kept by the browser for ever, the page itself never.
///
/// Tables: none. Called by nobody; calls `identity` (that the page is everybody's, and whose account the first page of
/// the insured shows).
@NullMarked
package org.openyibao.server.pages;

import org.jspecify.annotations.NullMarked;
