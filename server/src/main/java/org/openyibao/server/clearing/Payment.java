package org.openyibao.server.clearing;

import java.time.LocalDate;
import java.time.YearMonth;
import org.openyibao.engine.money.Fen;

/// Money that was moved between two regions at the bank, by its `document`: for a netted month.
public record Payment(
        String id,
        YearMonth month,
        String payer,
        String payee,
        Fen amount,
        LocalDate paidOn,
        String document,
        String clerk) {}
