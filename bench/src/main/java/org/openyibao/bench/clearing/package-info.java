/// How long a day's clearing and an institution's reconciliation take, on a server and a database of their own.
@NullMarked
package org.openyibao.bench.clearing;

import org.jspecify.annotations.NullMarked;
