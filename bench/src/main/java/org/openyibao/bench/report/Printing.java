package org.openyibao.bench.report;

import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;

/// How figures are shown: with the machine that they are of, as JSON under a name or as text.
public final class Printing {

    private Printing() {}

    /// `text` prints the figures after the line of the machine.
    public static void print(
            Console console, Words words, boolean asJson, Machine machine, String name, Json figures, Runnable text) {
        if (asJson) {
            console.line(
                    new Json().put("machine", machine.json()).put(name, figures).toString());
        } else {
            console.line(machine.describe(words));
            text.run();
        }
    }
}
