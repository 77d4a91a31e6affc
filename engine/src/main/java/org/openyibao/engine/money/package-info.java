/// Exact amounts: [Fen] for money, [Ratio] for shares. Nothing here rounds except [Ratio#of], once, half up to the fen.
@NullMarked
package org.openyibao.engine.money;

import org.jspecify.annotations.NullMarked;
