package org.openyibao.server.account;

import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.DaySums;
import org.openyibao.engine.money.Fen;

/// A person's books at one version. What is decided on a version may be posted on that version only.
///
/// `year` is the year whose money `balances.current()` is; `wallet` is the cross-province wallet, which knows no
/// years and bears no interest. `daySums` are those of `year`, as if nothing more came in it. `interestYear` is the
/// last year whose interest is paid; it is before `year`. `entries` is their number, `head` the hash of the last
/// one (32 bytes, zeros before the first). `turn` is what turning to `year` did to the books and is not posted yet.
public record Ledger(
        String person,
        long version,
        int firstYear,
        int year,
        int interestYear,
        Balances balances,
        Fen wallet,
        DaySums daySums,
        long entries,
        byte[] head,
        Turn turn) {

    static final int HASH_BYTES = 32;

    /// The day sums of a year that is over.
    public record ClosedYear(int year, DaySums daySums) {}

    /// This year's money that became money of prior years, and the years that ended with it, the first of them
    /// being the one whose money it was.
    public record Turn(Fen carried, List<ClosedYear> closed) {

        static final Turn NONE = new Turn(Fen.ZERO, List.of());

        /// The entry to post before any other; none where there was no money to carry.
        public Optional<Entry> entry() {
            return carried.isZero()
                    ? Optional.empty()
                    : Optional.of(new Entry(
                            Entry.CURRENT,
                            Entry.PRIOR,
                            carried,
                            Entry.Why.CARRY_OVER,
                            Entry.yearEnd(closed.getFirst().year())));
        }
    }

    /// The books of a person who has none yet.
    static Ledger unopened(String person, int year) {
        return new Ledger(
                person,
                0,
                year,
                year,
                year - 1,
                Balances.NONE,
                Fen.ZERO,
                DaySums.NONE,
                0,
                new byte[HASH_BYTES],
                Turn.NONE);
    }

    /// The books as they stand in `newYear`: where it is later than theirs, this year's money has become money of
    /// prior years, all of it. A year before theirs changes nothing.
    Ledger in(int newYear) {
        if (newYear <= year) {
            return this;
        }
        var closed = new ArrayList<>(turn.closed());
        closed.add(new ClosedYear(year, daySums));
        var carried = new Balances(Fen.ZERO, balances.total());
        for (var between = year + 1; between < newYear; between++) {
            closed.add(new ClosedYear(between, untouched(carried, between)));
        }
        return new Ledger(
                person,
                version,
                firstYear,
                newYear,
                interestYear,
                carried,
                wallet,
                untouched(carried, newYear),
                entries,
                head,
                new Turn(turn.carried().plus(balances.current()), List.copyOf(closed)));
    }

    private static DaySums untouched(Balances balances, int year) {
        return DaySums.of(balances, Year.of(year).length());
    }

    /// The books with the interest of a year marked as paid; the caller posts it with them.
    Ledger withInterestPaid(int paidYear) {
        if (paidYear <= interestYear || paidYear >= year) {
            throw new IllegalArgumentException("interest of " + paidYear + " is to be paid, but that of " + interestYear
                    + " is paid and " + year + " is under way");
        }
        return new Ledger(person, version, firstYear, year, paidYear, balances, wallet, daySums, entries, head, turn);
    }

    /// The books after these entries, which do not turn the year, were posted on a day of `year`.
    Ledger after(List<Entry> posted, LocalDate day, long newEntries, byte[] newHead) {
        var current = 0L;
        var prior = 0L;
        var intoWallet = 0L;
        for (var entry : posted) {
            current = Math.addExact(current, entry.into(Entry.CURRENT));
            prior = Math.addExact(prior, entry.into(Entry.PRIOR));
            intoWallet = Math.addExact(intoWallet, entry.into(Entry.WALLET));
        }
        var days = BusinessDay.daysLeft(day);
        return new Ledger(
                person,
                version + 1,
                firstYear,
                year,
                interestYear,
                new Balances(
                        balances.current().plus(Fen.of(current)),
                        balances.prior().plus(Fen.of(prior))),
                notBelowZero(wallet.plus(Fen.of(intoWallet))),
                new DaySums(
                        Math.addExact(daySums.current(), Math.multiplyExact(current, days)),
                        Math.addExact(daySums.prior(), Math.multiplyExact(prior, days))),
                newEntries,
                newHead,
                Turn.NONE);
    }

    private static Fen notBelowZero(Fen wallet) {
        if (wallet.isNegative()) {
            throw new IllegalArgumentException("a balance is below zero: wallet=" + wallet);
        }
        return wallet;
    }
}
