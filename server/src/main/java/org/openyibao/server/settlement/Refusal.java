package org.openyibao.server.settlement;

import org.openyibao.engine.text.Text;

/// Why nothing was done: `field` should have been `expected`, but `got` came. Shown to the caller only, never logged:
/// `got` may name a person.
public record Refusal(Field field, Text expected, String got) {

    static Refusal of(Field field, String zh, String en, Object got) {
        return new Refusal(field, new Text(zh, en), got.toString());
    }
}
