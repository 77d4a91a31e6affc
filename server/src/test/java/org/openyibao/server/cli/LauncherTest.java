package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.openyibao.server.OpenYibao;
import picocli.CommandLine.Command;

/// The launcher is a program of the shell, and knows of a command only what stands in it.
class LauncherTest {

    @Test
    void the_launcher_knows_and_lists_every_command() throws Exception {
        var launcher =
                Files.readString(Path.of(System.getProperty("openyibao.home")).resolve("openyibao"));
        var listed = launcher.lines()
                .filter(line -> line.matches("  [a-z][a-z-]* +\\S.*"))
                .map(line -> line.strip().split(" ")[0])
                .toList();
        var known = launcher.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("demo | serve | sandbox | replay"))
                .findFirst()
                .orElseThrow()
                .replace(")", "")
                .split(" \\| ");
        var commands = Arrays.stream(
                        OpenYibao.class.getAnnotation(Command.class).subcommands())
                .map(command -> command.getAnnotation(Command.class).name())
                .toArray(String[]::new);
        assertThat(known).containsExactlyInAnyOrder(commands);
        for (var command : commands) {
            assertThat(listed)
                    .as("in Chinese and in English")
                    .filteredOn(command::equals)
                    .hasSize(2);
        }
    }
}
