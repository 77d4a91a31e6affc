package org.openyibao.server.statement;

import java.time.YearMonth;
import org.openyibao.engine.money.Fen;

/// A month of an account: `in` and `out` (both at least zero) of the account as a whole, `closing` what it held at the
/// end of it, or at the end of the statement. Money that moved between its buckets is neither.
public record Month(YearMonth month, Fen in, Fen out, Holding closing) {}
