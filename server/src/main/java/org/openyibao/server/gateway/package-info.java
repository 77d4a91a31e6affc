/// The national interface: one door, one envelope, one handler a family of transactions.
///
/// A message comes in through [Door], is read by [Json] and [Envelope], admitted by [Signatures], turned into a command
/// of `settlement` by the [Handler] of its `infno`, and answered by [Answers]. National field names and code values
/// live here and nowhere else.
///
/// Invariants: a message that is refused changes nothing; one that is carried out is answered with the same bytes
/// however often it comes; amounts in an answer add up, or there is no answer; nothing that names a person is logged.
/// Adding a transaction adds a [Handler] and touches nothing else.
///
/// Tables: none. Called by no room; calls `identity`, `settlement` and the doors of the rooms whose data it tells.
@NullMarked
package org.openyibao.server.gateway;

import org.jspecify.annotations.NullMarked;
