package org.openyibao.server.settlement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openyibao.engine.decision.Decision;
import org.openyibao.engine.decision.Decision.FamilyDraw;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.server.settlement.Difference.Payer;
import org.openyibao.server.settlement.Difference.Share;

/// Who pays how much of a bill, by payer.
final class Shares {

    private record Key(Payer payer, String of) {}

    private final Map<Key, Fen> paid = new LinkedHashMap<>();

    private void add(Payer payer, String of, Fen amount) {
        if (!amount.isZero()) {
            paid.merge(new Key(payer, of), amount, Fen::plus);
        }
    }

    private void add(String region, Fen pool, long[] layersFen, Fen account, List<FamilyDraw> family, Fen wallet) {
        add(Payer.POOL, region, pool);
        for (var layer : LayerKind.values()) {
            add(Payer.of(layer), region, Fen.of(layersFen[layer.ordinal()]));
        }
        add(Payer.ACCOUNT, "", account);
        family.forEach(draw -> add(Payer.FAMILY, draw.id(), draw.total()));
        add(Payer.WALLET, "", wallet);
    }

    static Shares of(SettlementRecord settlement) {
        var shares = new Shares();
        shares.add(
                settlement.region(),
                settlement.pool(),
                settlement.layersFen(),
                settlement.account(),
                settlement.family(),
                settlement.wallet());
        shares.add(Payer.CASH, "", settlement.cash());
        return shares;
    }

    static Shares of(String region, Decision decision) {
        var shares = new Shares();
        shares.add(
                region,
                decision.pool(),
                decision.layersFen(),
                decision.account(),
                decision.familyDraws(),
                decision.wallet());
        shares.add(Payer.CASH, "", decision.cash());
        return shares;
    }

    static Shares cash(Fen total) {
        var shares = new Shares();
        shares.add(Payer.CASH, "", total);
        return shares;
    }

    boolean areThoseOf(Shares other) {
        return paid.equals(other.paid);
    }

    /// Of each who pays here or there.
    List<Share> and(Shares now) {
        var all = new LinkedHashMap<Key, Fen>(paid);
        now.paid.forEach((key, amount) -> all.putIfAbsent(key, Fen.ZERO));
        var shares = new ArrayList<Share>(all.size());
        all.forEach(
                (key, was) -> shares.add(new Share(key.payer(), key.of(), was, now.paid.getOrDefault(key, Fen.ZERO))));
        var difference = shares.stream().map(Share::difference).reduce(Fen.ZERO, Fen::plus);
        if (!difference.isZero()) {
            throw new IllegalStateException("the differences of a settlement do not add up to nothing: " + difference);
        }
        return List.copyOf(shares);
    }
}
