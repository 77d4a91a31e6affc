package org.openyibao.server.enrolment;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.History;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.server.database.Codes;

/// A person's months in a scheme as runs of like ones, which is what the engine reads; and the text they are kept as.
final class Runs {

    private Runs() {}

    /// Of contributions that hold, by month.
    static List<History.Paid> of(List<Contribution> byMonth) {
        var runs = new ArrayList<History.Paid>();
        byMonth.forEach(contribution -> add(runs, contribution));
        return List.copyOf(runs);
    }

    /// Adds one that begins after all that the runs hold.
    static void add(List<History.Paid> runs, Contribution contribution) {
        if (counts(contribution.kind())) {
            var run = run(contribution);
            if (!runs.isEmpty() && continues(runs.getLast(), run)) {
                var last = runs.removeLast();
                runs.add(new History.Paid(
                        last.scheme(), last.from(), run.to(), last.region(), last.kind(), last.paidOn()));
            } else {
                runs.add(run);
            }
        }
    }

    private static boolean counts(ContributionKind kind) {
        return switch (kind) {
            case REGULAR, BACK_PAYMENT, TRANSFERRED, DEEMED -> true;
            case FIXED, WITHDRAWN -> false;
        };
    }

    private static History.Paid run(Contribution contribution) {
        return new History.Paid(
                contribution.scheme(),
                contribution.month(),
                contribution.lastMonth(),
                contribution.region(),
                contribution.kind(),
                contribution.paidOn());
    }

    private static boolean continues(History.Paid last, History.Paid next) {
        return next.scheme() != Scheme.RESIDENT
                && next.kind() == last.kind()
                && next.region().equals(last.region())
                && next.from().equals(last.to().plusMonths(1))
                && ((isAsDue(last) && isAsDue(next)) || next.paidOn().equals(last.paidOn()));
    }

    /// Not far ahead: what is paid years before it is due counts from the day it was paid.
    private static boolean isAsDue(History.Paid run) {
        return switch (run.kind()) {
            case REGULAR, TRANSFERRED, DEEMED ->
                !run.paidOn().isBefore(run.from().minusMonths(1).atDay(1));
            case BACK_PAYMENT, FIXED, WITHDRAWN -> false;
        };
    }

    static String text(List<History.Paid> runs) {
        return runs.stream()
                .map(run -> run.from() + "/" + run.to() + " " + run.region() + " " + run.kind() + " " + run.paidOn())
                .collect(Collectors.joining(";"));
    }

    static List<History.Paid> read(Scheme scheme, String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(";"))
                        .map(run -> read(scheme, run.split("[ /]")))
                        .toList();
    }

    private static History.Paid read(Scheme scheme, String[] parts) {
        return new History.Paid(
                scheme,
                YearMonth.parse(parts[0]),
                YearMonth.parse(parts[1]),
                parts[2],
                Codes.of(ContributionKind.class, parts[3]),
                LocalDate.parse(parts[4]));
    }
}
