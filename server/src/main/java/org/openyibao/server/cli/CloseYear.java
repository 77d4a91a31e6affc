package org.openyibao.server.cli;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Effect.RateKind;
import org.openyibao.server.account.Batches;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `openyibao year-end`: carries a region's accounts over and pays the year's interest.
@Command(name = "year-end", sortOptions = false)
public final class CloseYear extends BatchCommand {

    @Option(names = "--year", paramLabel = "YYYY", required = true)
    private int year;

    @Option(names = "--demand-rate", paramLabel = "PERCENT")
    private @Nullable String demandRate;

    @Option(names = "--three-month-rate", paramLabel = "PERCENT")
    private @Nullable String threeMonthRate;

    public CloseYear() {}

    CloseYear(Clock clock) {
        super(common -> clock);
    }

    @Override
    Batches.Order order(String region) {
        var rates = new EnumMap<RateKind, Ratio>(RateKind.class);
        rate(rates, RateKind.DEMAND, "--demand-rate", demandRate);
        rate(rates, RateKind.THREE_MONTH, "--three-month-rate", threeMonthRate);
        return new Batches.Order.YearEnd(region, year, Map.copyOf(rates), "");
    }

    private void rate(Map<RateKind, Ratio> rates, RateKind kind, String option, @Nullable String percent) {
        if (percent != null) {
            rates.put(
                    kind,
                    Ratio.parse(percent)
                            .filter(Ratio::isShare)
                            .orElseThrow(() ->
                                    new CommandException(common().messages().text("year-end.rate", option, percent))));
        }
    }
}
