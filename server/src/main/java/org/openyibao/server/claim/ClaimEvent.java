package org.openyibao.server.claim;

import java.time.Instant;

/// What was done to a claim. `number` counts from 1, as the claim's version does; `what`: filed, resubmitted,
/// returned, reviewed, approved, rejected, withdrawn, paid, payment-returned or reopened; `details` and `why` may
/// be empty.
public record ClaimEvent(int number, Instant at, String what, String who, String why, String details) {}
