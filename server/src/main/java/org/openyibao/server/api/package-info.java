/// REST for pages and partners, under `/api`.
///
/// Turns requests into calls of business rooms and their answers into JSON or text; called by no room. Tables: none.
@NullMarked
package org.openyibao.server.api;

import org.jspecify.annotations.NullMarked;
