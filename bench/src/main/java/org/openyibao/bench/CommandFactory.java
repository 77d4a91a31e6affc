package org.openyibao.bench;

import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// Gives each command the console and the words that its constructor asks for.
record CommandFactory(Console console, Words words) implements IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (var constructor : type.getConstructors()) {
            if (constructor.getParameterCount() == 2) {
                return type.cast(constructor.newInstance(console, words));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
