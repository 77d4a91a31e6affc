package org.openyibao.server.statement;

import java.time.LocalDate;
import java.util.Optional;
import org.openyibao.engine.money.Fen;

/// What an account holds on a day. `year`: whose money `held.current()` is; `interestUntil`: the last year whose
/// interest is paid. `version` and `entries` are those of the books, which do not move by a year that turns:
/// `toBook` is what turned into money of prior years and is not booked yet.
public record Overview(
        String person,
        LocalDate day,
        Holding held,
        int year,
        int interestUntil,
        long version,
        long entries,
        Optional<Fen> toBook) {}
