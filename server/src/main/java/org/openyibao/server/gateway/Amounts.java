package org.openyibao.server.gateway;

import org.openyibao.engine.money.Fen;
import tools.jackson.core.JsonGenerator;

/// Writes exact numbers as JSON numbers.
final class Amounts {

    private Amounts() {}

    /// Yuan with two decimals.
    static void write(JsonGenerator out, String name, Fen amount) {
        out.writeName(name);
        out.writeNumber(amount.toString());
    }

    /// `value` in units of its last decimal place, without zeros at the end.
    static void write(JsonGenerator out, String name, long value, int places) {
        out.writeName(name);
        out.writeNumber(Decimals.text(value, places));
    }
}
