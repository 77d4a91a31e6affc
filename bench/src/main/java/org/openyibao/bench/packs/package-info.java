/// How long the packs take to read and compile, and what they hold of the memory.
@NullMarked
package org.openyibao.bench.packs;

import org.jspecify.annotations.NullMarked;
