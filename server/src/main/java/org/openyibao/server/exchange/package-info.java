/// Files that institutions send to the agency and fetch from it: kept in the database, in parts, for a while.
///
/// Invariants: a file belongs to one institution, or to all, and is not changed; it is whole or not there. Tables:
/// `exchange_file`,
/// `exchange_part`. Called by `gateway`, `clearing` and `catalogue`; calls `request`.
@NullMarked
package org.openyibao.server.exchange;

import org.jspecify.annotations.NullMarked;
