package org.openyibao.server.account;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.openyibao.engine.claim.Bucket;
import org.openyibao.engine.claim.DaySums;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;

/// One person's books, made again from the entries: balances from day to day, years as they turn, interest as it is
/// paid. Day sums are added up day by day, which is what they mean, and not as the books keep them.
final class Replay {

    private final Chain chain;
    private final Ledger kept;
    private final Set<String> interestPaid = new HashSet<>();
    private final List<Ledger.ClosedYear> closed = new ArrayList<>();
    private long entries;
    private byte[] head = new byte[Ledger.HASH_BYTES];
    private int year;
    private LocalDate since;
    private long current;
    private long prior;
    private long wallet;
    private long currentDays;
    private long priorDays;
    private long toCarry;
    private int toCarryOf;

    Replay(Chain chain, Ledger kept) {
        this.chain = chain;
        this.kept = kept;
        year = kept.firstYear();
        since = LocalDate.of(year, 1, 1);
    }

    String person() {
        return kept.person();
    }

    /// Takes the next entry; says what is wrong with it, if anything.
    Optional<Text> take(AccountBooksStore.Kept row) {
        var number = entries + 1;
        if (row.entry().isEmpty() || row.number() != number) {
            return broken(row);
        }
        var entry = row.entry().get();
        var next = chain.next(head, kept.person(), number, row.at(), entry);
        if (!Arrays.equals(next, row.hash())) {
            return broken(row);
        }
        entries = number;
        head = next;
        return add(row, entry);
    }

    private Optional<Text> add(AccountBooksStore.Kept row, Entry entry) {
        var day = BusinessDay.of(row.at());
        turnTo(day.getYear());
        if (entry.why() == Entry.Why.CARRY_OVER || toCarry > 0) {
            return carry(row, entry);
        }
        if (day.getYear() == year) {
            accrue(day);
        }
        current += entry.into(Entry.CURRENT);
        prior += entry.into(Entry.PRIOR);
        wallet += entry.into(Entry.WALLET);
        if (current < 0 || prior < 0 || wallet < 0) {
            return wrong(row, "余额在此低于 0", "the balance falls below zero here");
        }
        return entry.why() == Entry.Why.INTEREST ? interest(row, entry) : Optional.empty();
    }

    private void accrue(LocalDate until) {
        var days = ChronoUnit.DAYS.between(since, until);
        currentDays += current * days;
        priorDays += prior * days;
        since = until;
    }

    private void turnTo(int newYear) {
        while (year < newYear) {
            var end = LocalDate.of(year + 1, 1, 1);
            accrue(end);
            closed.add(new Ledger.ClosedYear(year, new DaySums(currentDays, priorDays)));
            if (current > 0) {
                toCarry = current;
                toCarryOf = year;
            }
            prior += current;
            current = 0;
            currentDays = 0;
            priorDays = 0;
            year++;
        }
    }

    /// The entry that carries this year's money over comes once, before all others of the new year.
    private Optional<Text> carry(AccountBooksStore.Kept row, Entry entry) {
        var expected = toCarry > 0
                && entry.equals(new Entry(
                        Entry.CURRENT, Entry.PRIOR, Fen.of(toCarry), Entry.Why.CARRY_OVER, Entry.yearEnd(toCarryOf)));
        toCarry = 0;
        return expected
                ? Optional.empty()
                : wrong(row, "年度在此未按当年余额结转", "the year turns here without this year's money being carried over");
    }

    /// A year's interest is paid once a bucket, after the year.
    private Optional<Text> interest(AccountBooksStore.Kept row, Entry entry) {
        var ofPaidYear = IntStream.rangeClosed(kept.firstYear(), Math.min(kept.interestYear(), year - 1))
                .boxed()
                .flatMap(paid -> Arrays.stream(Bucket.values()).map(bucket -> Entry.yearEnd(paid, bucket)))
                .anyMatch(entry.reference()::equals);
        return ofPaidYear && entry.target().equals(Entry.PRIOR) && interestPaid.add(entry.reference())
                ? Optional.empty()
                : wrong(row, "利息重复，或不是已结息年度的利息", "interest paid twice, or of a year whose interest is not due");
    }

    /// Compares what the entries came to with the ledger and the closed years that are kept.
    Optional<Text> compare(List<Ledger.ClosedYear> keptYears) {
        turnTo(kept.year());
        if (toCarry > 0) {
            return Optional.of(new Text(
                    "人员 " + person() + "：" + toCarryOf + " 年当年余额 " + Fen.yuan(toCarry) + " 未结转",
                    "person " + person() + ": the money of " + toCarryOf + ", " + Fen.yuan(toCarry)
                            + ", was not carried over"));
        }
        if (!agrees()) {
            return Optional.of(differs());
        }
        accrue(LocalDate.of(year + 1, 1, 1));
        closed.removeIf(closedYear -> closedYear.daySums().equals(DaySums.NONE));
        return kept.daySums().equals(new DaySums(currentDays, priorDays)) && keptYears.equals(closed)
                ? Optional.empty()
                : Optional.of(new Text(
                        "人员 " + person() + "：日积数与分录不符",
                        "person " + person() + ": the day sums are not what the entries come to"));
    }

    private boolean agrees() {
        return kept.year() == year
                && kept.balances().current().value() == current
                && kept.balances().prior().value() == prior
                && kept.wallet().value() == wallet
                && kept.entries() == entries
                && Arrays.equals(kept.head(), head);
    }

    private Text differs() {
        var balances = kept.balances();
        return new Text(
                "人员 " + kept.person() + "：台账（当年 " + balances.current() + "，历年 " + balances.prior() + "，钱包 "
                        + kept.wallet() + "，年度 " + kept.year() + "，分录 " + kept.entries() + "）与分录合计（当年 "
                        + Fen.yuan(current) + "，历年 " + Fen.yuan(prior) + "，钱包 " + Fen.yuan(wallet) + "，年度 " + year
                        + "，分录 " + entries + "）或链首不符",
                "person " + kept.person() + ": the ledger (current " + balances.current() + ", prior "
                        + balances.prior() + ", wallet " + kept.wallet() + ", year " + kept.year() + ", entries "
                        + kept.entries() + ") is not what the entries come to (current " + Fen.yuan(current)
                        + ", prior " + Fen.yuan(prior) + ", wallet " + Fen.yuan(wallet) + ", year " + year
                        + ", entries " + entries + "), or the chain's head differs");
    }

    private static Optional<Text> broken(AccountBooksStore.Kept row) {
        return wrong(row, "分录被改动或缺失，哈希链在此断开", "an entry was changed or is missing, the chain breaks here");
    }

    private static Optional<Text> wrong(AccountBooksStore.Kept row, String zh, String en) {
        return Optional.of(row.wrong(zh, en));
    }
}
