/// Institutions and catalogues: who may treat whom, and what an item is worth where it is given, by date.
///
/// Tables: `institution`, `catalogue_entry`. Called by `settlement`, `gateway`, `api` and imports; calls no other
/// room. What was looked up is remembered for a minute, so a change made by another server is seen within that.
@NullMarked
package org.openyibao.server.registry;

import org.jspecify.annotations.NullMarked;
