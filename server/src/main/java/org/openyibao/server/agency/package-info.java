/// What an agency has before it: what clerks propose from paper, what waits for whom, and a person's file by time.
///
/// Invariants: nothing that is proposed takes effect before another user than the clerk who proposed it approves it;
/// then it takes effect by the door of the room that it belongs to, in the same transaction; a proposal ends once.
/// Tables: `proposal`.
/// Called by `api`; calls `claim`, `outflow`, `clearing`, `crossregion`, `document`, `family`, `settlement`,
/// `enrolment`, `account`, `identity`, `request`.
@NullMarked
package org.openyibao.server.agency;

import org.jspecify.annotations.NullMarked;
