package org.openyibao.server.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import org.openyibao.server.account.Batches;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `openyibao credit`: credits a region's contributions of a month to its accounts.
@Command(name = "credit", sortOptions = false)
public final class Credit extends BatchCommand {

    @Option(names = "--month", paramLabel = "YYYY-MM", required = true)
    private String month = "";

    public Credit() {}

    Credit(Clock clock) {
        super(common -> clock);
    }

    @Override
    Batches.Order order(String region) {
        return new Batches.Order.Credit(region, month(), "");
    }

    private YearMonth month() {
        try {
            return YearMonth.parse(month);
        } catch (DateTimeException notMonth) {
            throw new CommandException(common().messages().text("credit.month", month), notMonth);
        }
    }
}
