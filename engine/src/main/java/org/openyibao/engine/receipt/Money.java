package org.openyibao.engine.receipt;

import org.openyibao.engine.money.Fen;

/// Amounts as receipts print them: `1,800.00`.
final class Money {

    private Money() {}

    static String shown(Fen amount) {
        return shown(amount.value());
    }

    static String shown(long fen) {
        var plain = Fen.yuan(Math.abs(fen));
        var digits = new StringBuilder(plain);
        for (var at = plain.length() - 6; at > 0; at -= 3) {
            digits.insert(at, ',');
        }
        return fen < 0 ? "-" + digits : digits.toString();
    }
}
