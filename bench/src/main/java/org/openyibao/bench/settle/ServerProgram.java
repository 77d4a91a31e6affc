package org.openyibao.bench.settle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/// How a server is started: the words of the command line before its own arguments.
public record ServerProgram(List<String> command) {

    private static final String HOME = "openyibao.home";

    /// The server that the launcher built, which it names by the properties `openyibao.server` (the jar) and
    /// `openyibao.server.cache` (what a faster start needs). It gets the options of `openyibao.server.options` and
    /// those in `OPENYIBAO_JAVA_OPTS` too.
    public static ServerProgram built() throws IOException {
        var jar = Path.of(System.getProperty("openyibao.server", "openyibao-server-exec.jar"));
        if (!Files.exists(jar)) {
            throw new IOException("no server at " + jar + ": start the bench by ./openyibao bench");
        }
        var command = begun();
        var cache = Path.of(System.getProperty("openyibao.server.cache", "server.aot"));
        if (Files.exists(cache)) {
            command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
        }
        command.addAll(words(System.getProperty("openyibao.server.options", "")));
        command.addAll(words(System.getenv().getOrDefault("OPENYIBAO_JAVA_OPTS", "")));
        command.addAll(List.of("-jar", jar.toString()));
        return new ServerProgram(List.copyOf(command));
    }

    /// The server on a class path, for tests.
    public static ServerProgram onClassPath(String classPath, String mainClass) {
        var command = begun();
        command.addAll(List.of("-cp", classPath, mainClass));
        return new ServerProgram(List.copyOf(command));
    }

    private static List<String> begun() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-D" + HOME + "=" + System.getProperty(HOME, "."));
        return command;
    }

    private static List<String> words(String options) {
        return options.isBlank() ? List.of() : List.of(options.strip().split("\\s+"));
    }

    /// The same, its clock set to a time when it starts.
    public ServerProgram at(LocalDateTime time) {
        var timed = new ArrayList<>(command);
        timed.add(1, "-Dopenyibao.clock=" + time);
        return new ServerProgram(List.copyOf(timed));
    }

    public List<String> with(List<String> arguments) {
        var whole = new ArrayList<>(command);
        whole.addAll(arguments);
        return whole;
    }
}
