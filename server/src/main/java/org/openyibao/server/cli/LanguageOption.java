package org.openyibao.server.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// In which language a command writes what people read; the system's unless `--locale` names one.
public final class LanguageOption {

    @Option(names = "--locale", paramLabel = "zh|en", descriptionKey = "common.locale")
    private @Nullable String language;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    Locale locale() {
        if (language == null) {
            return CommandLines.messages(command).locale();
        }
        return switch (language) {
            case "zh" -> Locale.CHINESE;
            case "en" -> Locale.ENGLISH;
            default ->
                throw new ParameterException(
                        command.commandLine(), CommandLines.messages(command).text("common.wrong-locale", language));
        };
    }
}
