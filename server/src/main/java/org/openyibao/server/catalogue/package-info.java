/// The lists that the nation publishes and institutions download: drugs, services, consumables, diseases, operations.
///
/// A record of a list comes again with each version in which it changed; versions ascend as texts do. Invariants: what
/// an
/// institution got by asking for everything after its newest version is everything that changed since; rows are taken
/// all or none; no row is changed, save that it is said what followed it. What a settlement decides with is in
/// `registry`,
/// not here.
///
/// Tables: `catalogue_list`, `catalogue_item`, `catalogue_file`. Called by `gateway` and imports; calls `exchange` and
/// `request`.
@NullMarked
package org.openyibao.server.catalogue;

import org.jspecify.annotations.NullMarked;
