package org.openyibao.engine.diff;

import org.openyibao.engine.money.Fen;

/// A bill that the two versions split differently among those who pay.
public record BillChange(Profile profile, Fen amount, Paid before, Paid after) {}
