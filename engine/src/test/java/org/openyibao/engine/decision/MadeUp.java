package org.openyibao.engine.decision;

import java.time.LocalDate;
import org.openyibao.engine.Packs;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.PolicyBook;

/// A region made up for the deciders of what is not a bill; the real packs are tried by their cases.
final class MadeUp {

    private static final LocalDate DAY = LocalDate.of(2025, 5, 1);

    private static final String RULES = """
                - {id: order, account-order: {order: prior-first}}
                - {id: stop, when: {standing: suspended}, exclusion: {reason: STATUS_NOT_NORMAL, bars: [account]}}
                - {id: undesignated, when: {designated: false}, exclusion: {reason: NOT_DESIGNATED, bars: [account]}}
                - {id: kin, relatives: {groups: [spouse]}}
                - {id: premium, purpose: {for: resident-premium, allowed: true}}
                - {id: gym, purpose: {for: sport-fitness, allowed: false, reason: SPORT_FITNESS}}
                - {id: cover, purpose: {for: commercial-health-premium, allowed: true, buckets: current}}
                - {id: makeup, purpose: {for: makeup-contribution, allowed: true, buckets: prior, least-balance: 10.01}}
                - {id: care, purpose: {for: long-term-care-premium, allowed: true, buckets: prior, least-balance: 10.00}}
                - {id: credit, when: {status: active}, inflow: {has-account: true, employee-share: 2%, employer-share: 1%}}
                - {id: fixed, when: {status: retired}, inflow: {has-account: true, fixed-amount: true}}
                - {id: none, when: {status: adult}, inflow: {has-account: false}}
                - {id: base, contribution: {floor: 4000.00, ceiling: 20000.00, employer: 8%, employee: 2%}}
                - {id: interest, interest: {current: demand, prior: three-month}}
                - {id: death, withdrawal: {for: death, documents: [heir-id, bank-account], payee: heir}}
                - {id: purse, wallet: {transfers-per-day: 2, per-transfer: 100.00, closed-from: "12:00", closed-to: "13:00"}}
                - {id: main, window: {coverage-year: 2026, opens: 2025-09-01, closes: 2026-02-28, kind: main}}
                - {id: extra, window: {coverage-year: 2026, opens: 2026-03-01, closes: 2026-03-31, kind: extension}}
                - {id: late, window: {coverage-year: 2026, opens: 2026-04-01, closes: 2026-12-31, kind: late, waiting-months: 3}}
                - {id: arrears, when: {status: flexible}, gap: {up-to-months: 3, waiting-months: 3}}
                - {id: moved, gap: {up-to-months: 3, retroactive: true, waiting-months: 6, because: [relation-transfer]}}
                - {id: moved-leniently, gap: {up-to-months: 3, waiting-months: 6, waiting-months-repaid: 3, because: [move]}}
                - {id: large, layer: {kind: catastrophic, deductible: 100.00, brackets: [{up-to: 200.00, ratio: 50%}, {ratio: 80%}], cap: 120.00}}
                """;

    private static final PolicyBook BOOK = Packs.of("970000", RULES);

    /// What holds in the region.
    static final CompiledPolicy POLICY = BOOK.on("970000", Scheme.EMPLOYEE, DAY);

    /// What holds in a region without a pack: nothing.
    static final CompiledPolicy BARE = BOOK.on("960000", Scheme.EMPLOYEE, DAY);

    private MadeUp() {}

    static Insured insured(Status status) {
        return new Insured("970000", Scheme.EMPLOYEE, status, Standing.NORMAL);
    }

    static Balances account(long current, long prior) {
        return new Balances(Fen.of(current), Fen.of(prior));
    }

    static Ratio percent(String written) {
        return Ratio.parse(written).orElseThrow();
    }
}
