/// How many bills the engine decides in a second, on one thread, and what each allocates.
@NullMarked
package org.openyibao.bench.engine;

import org.jspecify.annotations.NullMarked;
