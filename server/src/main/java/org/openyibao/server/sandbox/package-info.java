/// What a developer of hospital software sees of a server to try things on: every call with its answer and what is
/// to be noted of it, recordings of calls, and how a recording compares with what a server answers now.
///
/// Only `openyibao sandbox` has any of it. It keeps messages as they came, with all that they say of persons: it is for
/// invented ones. Tables: none. Called by `gateway` and the command line; calls `registry`, `identity`
/// (that its console is everybody's).
@NullMarked
package org.openyibao.server.sandbox;

import org.jspecify.annotations.NullMarked;
