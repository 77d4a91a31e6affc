/// The commands a person types.
///
/// Invariants:
/// - Only [org.openyibao.server.cli.Console] prints; every text comes from the catalogue, in the person's language.
/// - A command that fails says so in one line on the error stream and ends with 1; one that was not understood ends
///   with 2. A stack trace appears only with `--debug`.
///
/// Called by [org.openyibao.server.OpenYibao] alone. It owns no table.
@NullMarked
package org.openyibao.server.cli;

import org.jspecify.annotations.NullMarked;
