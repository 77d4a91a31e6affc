/// What a person types to measure OpenYibao on a machine. Never on the server's class path.
///
/// `engine` measures decisions inside one process, `settle` a whole server from outside; `report` says on
/// which machine that was and writes the page of figures; `console` alone prints.
@NullMarked
package org.openyibao.bench;

import org.jspecify.annotations.NullMarked;
