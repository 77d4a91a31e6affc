/// What a decision depends on, whole: the insured, the visit, the bill, the year to date, the balances. Values only;
/// whoever decides gathers them first.
@NullMarked
package org.openyibao.engine.claim;

import org.jspecify.annotations.NullMarked;
