/// What institutions say of their goods (进销存): stocktakings, changes of stock, purchases, sales, what went back, and
/// the codes on the packages (药品追溯码).
///
/// Invariants: rows are only added, what is deleted stays readable; of a purchase or sale no more goes back than there
/// was of it; a package that was sold whole is not sold again, wherever, unless it came back or its sale was deleted.
/// An institution sees its own only. Tables: `goods_record`, `goods_trace`, `goods_return`, `goods_deletion`. Called
/// by `gateway`; calls `settlement`, `enrolment`, `request`, `account` (its business day).
@NullMarked
package org.openyibao.server.goods;

import org.jspecify.annotations.NullMarked;
