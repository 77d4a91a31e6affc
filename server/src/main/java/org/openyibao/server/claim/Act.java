package org.openyibao.server.claim;

/// What an act makes of a claim, and what is written of it.
record Act(Claim after, String what, String who, String why, String details) {}
