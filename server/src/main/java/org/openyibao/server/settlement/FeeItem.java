package org.openyibao.server.settlement;

import java.math.BigInteger;
import java.time.LocalDate;
import org.openyibao.engine.money.Fen;

/// One fee line as an institution uploads it. `quantity` in ten-thousandths, `price` in millionths of a yuan, above
/// zero. `approval` says whether the conditions of a limited item are met. `takesBack`: empty, or the serial of an
/// earlier line of the stay of which so much is taken back (退费); then quantity and amount are below zero.
public record FeeItem(
        String serial,
        String code,
        long quantity,
        long price,
        Fen amount,
        LocalDate day,
        Approval approval,
        String takesBack) {

    private static final BigInteger FEN = BigInteger.valueOf(100_000_000L);
    private static final BigInteger HALF_FEN = BigInteger.valueOf(50_000_000L);

    /// What the institution says of a limited item (医院审批标志).
    public enum Approval {
        NONE,
        MET,
        OWN_EXPENSE
    }

    /// One that takes nothing back.
    public FeeItem(
            String serial, String code, long quantity, long price, Fen amount, LocalDate day, Approval approval) {
        this(serial, code, quantity, price, amount, day, approval, "");
    }

    boolean isReturn() {
        return !takesBack.isEmpty();
    }

    /// Price times quantity, half up to the fen; beyond the range of amounts it is [Fen#LARGEST]. Of what is taken back
    /// it is what that comes to, above zero.
    public Fen priced() {
        return times(price);
    }

    /// What the quantity comes to at a unit price in millionths of a yuan, half up to the fen.
    public Fen times(long unitPrice) {
        var product = BigInteger.valueOf(unitPrice)
                .multiply(BigInteger.valueOf(quantity).abs())
                .add(HALF_FEN)
                .divide(FEN);
        return product.bitLength() > 40
                ? Fen.LARGEST
                : Fen.of(product.longValueExact()).min(Fen.LARGEST);
    }
}
