/// What the bench says to the person who waits, in their language.
@NullMarked
package org.openyibao.bench.console;

import org.jspecify.annotations.NullMarked;
