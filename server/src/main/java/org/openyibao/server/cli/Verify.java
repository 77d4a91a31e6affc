package org.openyibao.server.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.openyibao.server.account.AccountBooks;
import org.openyibao.server.account.BooksReport;
import org.openyibao.server.account.InflowBooks;
import org.openyibao.server.claim.ClaimBooks;
import org.openyibao.server.clearing.ClearingBooks;
import org.openyibao.server.crossregion.FilingBooks;
import org.openyibao.server.database.OpenDatabase;
import org.openyibao.server.enrolment.EnrolmentBooks;
import org.openyibao.server.family.FamilyBooks;
import org.openyibao.server.outflow.OutflowBooks;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.settlement.SettlementBooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `openyibao verify`: proves the books of a database, also of one that a server is working on.
@Command(name = "verify", sortOptions = false)
public final class Verify implements Callable<Integer> {

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        var console = common.console();
        var messages = common.messages();
        var book = Policies.read(policies.folder()).current();
        console.note(messages.text("verify.reading"));
        try (var open = OpenDatabase.toInspect(database.choice(messages))) {
            if (!open.has("message")) {
                console.line(messages.text("verify.empty"));
                return 1;
            }
            var reports = open.snapshot(snapshot -> List.of(
                    AccountBooks.prove(snapshot),
                    InflowBooks.prove(snapshot, book),
                    FamilyBooks.prove(snapshot),
                    SettlementBooks.prove(snapshot),
                    FilingBooks.prove(snapshot),
                    ClearingBooks.prove(snapshot),
                    ClaimBooks.prove(snapshot)));
            reports.forEach(report -> show(report, console));
            var offender = reports.stream()
                    .flatMap(report -> report.offender().stream())
                    .findFirst()
                    .or(() -> open.snapshot(OutflowBooks::offender))
                    .or(() -> open.snapshot(EnrolmentBooks::offender));
            console.line(offender.map(text -> messages.text("verify.wrong", text.in(messages.locale())))
                    .orElseGet(() -> messages.text("verify.clean")));
            return offender.isPresent() ? 1 : 0;
        }
    }

    private static void show(BooksReport report, Console console) {
        report.counts().forEach((table, count) -> console.line(String.format("%-14s %,12d", table, count)));
    }
}
