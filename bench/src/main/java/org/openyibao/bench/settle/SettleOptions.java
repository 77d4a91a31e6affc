package org.openyibao.bench.settle;

import org.openyibao.bench.settle.SettleFigures.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How long and how hard a server is measured.
public final class SettleOptions {

    private static final int MOST_CLIENTS = 1_000;
    private static final int MOST_SECONDS = 24 * 60 * 60;
    private static final int MOST_PERSONS = 10_000_000;

    @Option(names = "--clients", paramLabel = "N", defaultValue = "32", descriptionKey = "settle.clients")
    private int clients;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "30", descriptionKey = "settle.seconds")
    private int seconds;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "10", descriptionKey = "settle.warm-up")
    private int warmUp;

    @Option(names = "--population", paramLabel = "N", defaultValue = "20000", descriptionKey = "settle.population")
    private int population;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /// With so many persons as were asked for.
    public Settings settings() {
        return settings(within("--population", population, 1, MOST_PERSONS));
    }

    /// With so many persons as there are.
    Settings settings(int persons) {
        var atOnce = within("--clients", clients, 1, MOST_CLIENTS);
        if (persons < atOnce) {
            throw new ParameterException(
                    command.commandLine(),
                    "--clients: expected at most one a person, got " + atOnce + " for " + persons);
        }
        return new Settings(
                atOnce,
                within("--seconds", seconds, 1, MOST_SECONDS),
                within("--warm-up", warmUp, 0, MOST_SECONDS),
                persons);
    }

    private int within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    command.commandLine(), option + ": expected " + least + " to " + most + ", got " + value);
        }
        return value;
    }
}
