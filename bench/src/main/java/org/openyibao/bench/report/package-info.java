/// The machine, and figures for people and for machines.
@NullMarked
package org.openyibao.bench.report;

import org.jspecify.annotations.NullMarked;
