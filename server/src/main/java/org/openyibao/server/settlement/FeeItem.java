package org.openyibao.server.settlement;

import java.math.BigInteger;
import java.time.LocalDate;
import org.openyibao.engine.money.Fen;

/// One fee line as an institution uploads it. `quantity` in ten-thousandths, `price` in millionths of a yuan, both
/// above
/// zero. `approval` says whether the conditions of a limited item are met.
public record FeeItem(
        String serial, String code, long quantity, long price, Fen amount, LocalDate day, Approval approval) {

    private static final BigInteger FEN = BigInteger.valueOf(100_000_000L);
    private static final BigInteger HALF_FEN = BigInteger.valueOf(50_000_000L);

    /// What the institution says of a limited item (医院审批标志).
    public enum Approval {
        NONE,
        MET,
        OWN_EXPENSE
    }

    /// Price times quantity, half up to the fen; beyond the range of amounts it is [Fen#LARGEST].
    public Fen priced() {
        return times(price);
    }

    /// What the quantity comes to at a unit price in millionths of a yuan, half up to the fen.
    Fen times(long unitPrice) {
        var product = BigInteger.valueOf(unitPrice)
                .multiply(BigInteger.valueOf(quantity))
                .add(HALF_FEN)
                .divide(FEN);
        return product.bitLength() > 40
                ? Fen.LARGEST
                : Fen.of(product.longValueExact()).min(Fen.LARGEST);
    }
}
