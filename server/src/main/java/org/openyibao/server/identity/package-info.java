/// Who calls: the keys with which institutions sign what they send.
///
/// Invariants: an institution signs in one style, with one key, and no two of a style share one; no secret is printed.
///
/// Tables: none. Called by `gateway`, `imports` and the command line; calls no room.
@NullMarked
package org.openyibao.server.identity;

import org.jspecify.annotations.NullMarked;
