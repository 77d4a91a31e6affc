/// How fast the national interface answers what is asked all day: queries at a steady rate, the lines of a stay, the
/// download of a list.
@NullMarked
package org.openyibao.bench.gateway;

import org.jspecify.annotations.NullMarked;
