package org.openyibao.server.claim;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.claim.Claim.State;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Result;

/// Makes the claim that an order asks for, and takes its invoice for it.
final class ClaimFiling {

    private final Checks checks;
    private final ClaimStore store;
    private final Clock clock;

    ClaimFiling(Checks checks, ClaimStore store, Clock clock) {
        this.checks = checks;
        this.store = store;
        this.clock = clock;
    }

    /// The claim that an order makes, its invoice taken for it.
    Result<Claim> claim(Connection connection, ClaimOrder order, String id, Optional<Claim> before)
            throws SQLException {
        return switch (made(connection, order, id, before)) {
            case Result.Refused<Claim>(var refusal) -> Result.refused(refusal);
            case Result.Done<Claim>(var claim) -> {
                var refusal = claimed(connection, claim);
                yield refusal.isPresent() ? Result.<Claim>refused(refusal.get()) : Result.done(claim);
            }
        };
    }

    /// The claim that an order makes, if nothing is wrong with it.
    private Result<Claim> made(Connection connection, ClaimOrder order, String id, Optional<Claim> before)
            throws SQLException {
        var today = BusinessDay.of(clock.instant());
        var wrong = Checks.wrong(order, today);
        if (wrong.isPresent()) {
            return Result.refused(wrong.get());
        }
        return switch (checks.insured(connection, order.care())) {
            case Result.Refused<Participation>(var refusal) -> Result.refused(refusal);
            case Result.Done<Participation>(var part) -> {
                var claim = new Claim(
                        order.person(),
                        id,
                        before.map(Claim::version).orElse(0) + 1,
                        State.FILED,
                        part.region(),
                        part.scheme(),
                        order.kind(),
                        order.institution(),
                        order.from(),
                        order.until(),
                        order.disease(),
                        order.useAccount(),
                        order.invoice(),
                        order.lines(),
                        order.documents(),
                        order.payee(),
                        before.map(Claim::filedAt).orElse(clock.instant()),
                        "",
                        "",
                        Optional.empty(),
                        Fen.ZERO,
                        Optional.empty());
                var refusal = checks.refusal(connection, claim);
                yield refusal.isPresent() ? Result.<Claim>refused(refusal.get()) : Result.done(claim);
            }
        };
    }

    /// Takes the invoice for the claim; why that cannot be.
    private Optional<Refusal> claimed(Connection connection, Claim claim) throws SQLException {
        if (store.take(connection, claim)) {
            return Optional.empty();
        }
        // Of another person no more is told than that.
        var own = store.ofInvoice(connection, claim.invoice())
                .filter(other -> other.person().equals(claim.person()))
                .map(Claim::id);
        return Optional.of(Refusal.conflict(
                        "INVOICE_CLAIMED",
                        "invoice.number",
                        new Text("未申请过报销的发票", "an invoice that was not claimed before"),
                        own.map(id -> new Text("已在申请 " + id + " 中", "in claim " + id))
                                .orElse(new Text("已申请过", "claimed before")))
                .instead(new Text("查询原申请的进度，不要重复申请", "look how far that claim has come; do not claim twice")));
    }
}
