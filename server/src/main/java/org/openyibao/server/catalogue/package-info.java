/// The lists that the nation publishes and institutions download: drugs, services, consumables, diseases,
/// operations; and which item of the catalogue each item of an institution is.
///
/// A record of a list comes again with each version in which it changed; versions ascend as texts do. Invariants:
/// what an institution got by asking for everything after its newest version is everything that changed since; rows
/// are taken all or none; no row of a list is changed, save that it is said what followed it; an institution sees
/// and changes its own items only. What a settlement decides with is in `registry`, not here.
///
/// Tables: `catalogue_list`, `catalogue_item`, `catalogue_file`, `institution_item`. Called by `gateway` and
/// imports; calls `registry`, `exchange`, `account` for the business day, and `request`.
@NullMarked
package org.openyibao.server.catalogue;

import org.jspecify.annotations.NullMarked;
