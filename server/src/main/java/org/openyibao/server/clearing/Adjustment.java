package org.openyibao.server.clearing;

import java.time.LocalDate;
import org.openyibao.engine.money.Fen;

/// What `debtor` owes `creditor` beside the days, and why; it is netted with the month of `bookedOn`. `dispute` is
/// the id of the dispute it comes from, empty where it comes from none.
public record Adjustment(
        String id,
        String debtor,
        String creditor,
        Fen amount,
        String reason,
        String dispute,
        LocalDate bookedOn,
        String clerk) {}
