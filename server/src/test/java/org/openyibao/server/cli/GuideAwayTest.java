package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openyibao.server.language.Messages;

/// The commands of `docs/guide-away.md`, in both languages, print what stands below them.
class GuideAwayTest {

    private static final Path HOME = Path.of(System.getProperty("openyibao.home", "."));
    private static final String COMMAND = "$ ./openyibao can-i-use ";
    private static final Pattern BLOCK = Pattern.compile("(?m)^```\\n(.*?)^```$", Pattern.DOTALL);
    private static final int FEWEST = 13;

    /// A command and the lines that it prints, wherever it breaks them.
    record Example(String command, List<String> lines) {}

    static List<Example> examples() throws IOException {
        return Stream.concat(examples("guide-away.md").stream(), examples("guide-away.zh-CN.md").stream())
                .toList();
    }

    private static List<Example> examples(String guide) throws IOException {
        var found = new ArrayList<Example>();
        var blocks = BLOCK.matcher(Files.readString(HOME.resolve("docs").resolve(guide)));
        while (blocks.find()) {
            var lines = blocks.group(1).lines().toList();
            assertThat(lines.getFirst()).startsWith(COMMAND);
            found.add(new Example(lines.getFirst().substring(COMMAND.length()), lines.subList(1, lines.size())));
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_command_prints_what_stands_below_it(Example example) {
        var output = new StringWriter();
        var errors = new StringWriter();
        var arguments = Arrays.stream(example.command().split(" "))
                .map(argument ->
                        argument.endsWith(".yaml") ? HOME.resolve(argument).toString() : argument)
                .toArray(String[]::new);
        var code = CommandLines.of(new CanIUse(), Messages.of(Locale.ENGLISH))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
        assertThat(code).as(errors.toString()).isZero();
        assertThat(example.lines()).isNotEmpty();
        for (var line : example.lines()) {
            assertThat(withoutSpaces(output.toString())).as(line).contains(withoutSpaces(line));
        }
    }

    private static String withoutSpaces(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void both_languages_prove_the_same_sentences() throws IOException {
        var english = examples("guide-away.md");
        var chinese = examples("guide-away.zh-CN.md");
        assertThat(english).hasSizeGreaterThanOrEqualTo(FEWEST);
        assertThat(chinese)
                .extracting(example -> example.command().replace("--locale zh", "--locale en"))
                .containsExactlyElementsOf(
                        english.stream().map(Example::command).toList());
    }
}
