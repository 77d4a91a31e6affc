/// A year of a region's accounts: months credited, visits settled between them, the year closed with its interest.
@NullMarked
package org.openyibao.bench.batches;

import org.jspecify.annotations.NullMarked;
