/// The load driver: many clients that each settle one visit after another over the national interface, from
/// a process of its own.
@NullMarked
package org.openyibao.bench.settle;

import org.jspecify.annotations.NullMarked;
