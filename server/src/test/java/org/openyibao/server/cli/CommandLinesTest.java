package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.server.language.Messages;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class CommandLinesTest {

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void aCommandSpeaksThroughTheStreamsOfItsCommandLine() {
        int code = run(Locale.ENGLISH, () -> null, "work", "--amount", "3");
        assertThat(code).isZero();
        assertThat(output).hasToString("worked 3 times" + System.lineSeparator());
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void withoutACommandItSaysWhatThereIs() {
        assertThat(run(Locale.ENGLISH, () -> null)).isZero();
        assertThat(output.toString())
                .contains("Usage: openyibao")
                .contains("Commands:")
                .contains("work");
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void helpSpeaksChinese() {
        assertThat(run(Locale.CHINA, () -> null, "--help")).isZero();
        assertThat(output.toString()).contains("用法：openyibao").contains("命令：").contains("显示本说明。");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | --amount 1 --no-such | openyibao: unknown argument: --no-such (see openyibao work --help)",
                "zh | --amount 1 --no-such | openyibao：无法识别的参数：--no-such（用法见 openyibao work --help）",
                "en | --debug   | openyibao: missing argument: --amount (see openyibao work --help)",
                "zh | --debug   | openyibao：缺少参数：--amount（用法见 openyibao work --help）",
            })
    void whatIsNotUnderstoodIsToldInOneLine(String language, String arguments, String expected) {
        assertThat(run(Locale.of(language), () -> null, ("work " + arguments).split(" ")))
                .isEqualTo(2);
        assertThat(errors).hasToString(expected + System.lineSeparator());
        assertThat(output.toString()).isEmpty();
    }

    @Test
    void anArgumentOfTheWrongKindIsToldInOneLine() {
        assertThat(run(Locale.ENGLISH, () -> null, "work", "--amount", "many")).isEqualTo(2);
        assertThat(errors)
                .hasToString("openyibao: wrong argument: Invalid value for option '--amount': 'many' is not an int"
                        + " (see openyibao work --help)" + System.lineSeparator());
    }

    @Test
    void aRefusalIsTheCommandsOwnLine() {
        int code = run(Locale.ENGLISH, () -> new CommandException("no such case"), "work", "--amount", "1");
        assertThat(code).isEqualTo(1);
        assertThat(errors).hasToString("openyibao: no such case" + System.lineSeparator());
    }

    @Test
    void theReasonIsFoundBelowWhatWrapsIt() {
        Exception taken = new IllegalStateException("context", new PortInUseException(8080));
        assertThat(run(Locale.ENGLISH, () -> taken, "work", "--amount", "1")).isEqualTo(1);
        assertThat(errors)
                .hasToString("openyibao: port 8080 is in use by another program; choose another one with --port"
                        + System.lineSeparator());
    }

    @Test
    void aFailedMigrationIsToldByItsFirstLine() {
        Exception failed = new IllegalStateException(new FlywayException("Checksum mismatch\nand much more"));
        assertThat(run(Locale.CHINESE, () -> failed, "work", "--amount", "1")).isEqualTo(1);
        assertThat(errors).hasToString("openyibao：数据库表结构未能更新：Checksum mismatch" + System.lineSeparator());
    }

    @Test
    void aFaultShowsItsStackTraceOnlyWhenAsked() {
        Exception fault = new IllegalStateException("outer", new ArithmeticException("by zero\nsecond line"));
        assertThat(run(Locale.ENGLISH, () -> fault, "work", "--amount", "1")).isEqualTo(1);
        assertThat(errors)
                .hasToString(
                        "openyibao: fault, ArithmeticException: by zero (--debug shows more)" + System.lineSeparator());
        errors.getBuffer().setLength(0);

        assertThat(run(Locale.ENGLISH, () -> fault, "work", "--amount", "1", "--debug"))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("at " + CommandLinesTest.class.getName());
    }

    private int run(Locale locale, Supplier<Exception> failure, String... arguments) {
        CommandLine root = CommandLines.of(new Root(), Messages.of(locale));
        root.addSubcommand(new Work(failure));
        // Once more: what is set on a command line holds for the commands it has by then.
        root.setResourceBundle(root.getResourceBundle());
        root.setExecutionExceptionHandler(root.getExecutionExceptionHandler());
        root.setParameterExceptionHandler(root.getParameterExceptionHandler());
        root.setOut(new PrintWriter(output)).setErr(new PrintWriter(errors));
        return root.execute(arguments);
    }

    @Command(name = "openyibao", synopsisSubcommandLabel = "COMMAND")
    static final class Root {

        @Mixin
        private final CommonOptions common = new CommonOptions();
    }

    @Command(name = "work")
    static final class Work implements Callable<Integer> {

        @Option(names = "--amount", required = true)
        private int amount;

        @Mixin
        private final CommonOptions common = new CommonOptions();

        private final Supplier<Exception> failure;

        Work(Supplier<Exception> failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            Exception thrown = failure.get();
            if (thrown != null) {
                throw thrown;
            }
            common.console().line("worked " + amount + " times");
            return 0;
        }
    }
}
