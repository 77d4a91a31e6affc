package org.openyibao.server.settlement;

import java.util.ArrayList;
import java.util.List;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.server.account.Entry;

/// The entries of a settlement in its person's books: each payer to the institution, or for a claim funds and
/// accounts to the person, who has paid the institution. With what relatives' accounts pay their amounts add
/// up to the total.
final class SettlementEntries {

    private SettlementEntries() {}

    static List<Entry> of(SettlementRecord settlement, Entry.Why why) {
        var entries = new ArrayList<Entry>(4);
        var counter = Entry.institution(settlement.institution());
        var target = settlement.isClaimed() ? Entry.refund(settlement.region()) : counter;
        var region = settlement.region();
        var scheme = settlement.scheme().toString();
        add(entries, Entry.fund(region, scheme, "pool"), target, settlement.pool(), why, settlement.id());
        for (var kind : LayerKind.values()) {
            add(
                    entries,
                    Entry.fund(region, scheme, kind.toString()),
                    target,
                    settlement.layer(kind),
                    why,
                    settlement.id());
        }
        add(entries, Entry.CURRENT, target, settlement.accountCurrent(), why, settlement.id());
        add(entries, Entry.PRIOR, target, settlement.accountPrior(), why, settlement.id());
        add(entries, Entry.WALLET, target, settlement.wallet(), why, settlement.id());
        add(entries, Entry.CASH, counter, settlement.cash(), why, settlement.id());
        var sum = settlement.familyPaid().value();
        for (var entry : entries) {
            sum += entry.amount().value();
        }
        if (sum != settlement.total().value()) {
            throw new IllegalStateException("entries do not add up to the settlement: total=" + settlement.total()
                    + " entries=" + Fen.yuan(sum));
        }
        return List.copyOf(entries);
    }

    private static void add(
            List<Entry> entries, String source, String target, Fen amount, Entry.Why why, String reference) {
        if (!amount.isZero()) {
            entries.add(new Entry(source, target, amount, why, reference));
        }
    }
}
