/// How fast a cashier's typing is answered: entries found in a catalogue of a region's size, and bills worked out.
@NullMarked
package org.openyibao.bench.desk;

import org.jspecify.annotations.NullMarked;
