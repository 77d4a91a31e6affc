package org.openyibao.server.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The `curl` commands of a guide.
public final class GuideCommands {

    private static final Path DOCS = Path.of(System.getProperty("openyibao.home", "."), "docs");
    private static final Pattern COMMAND = Pattern.compile("(?m)^curl(?:\\\\\\n|'[^']*'|[^\\n'])*");
    private static final Pattern ADDRESS = Pattern.compile("\\$(?:api|his)(/[^\\s\"]+)");
    private static final Pattern BODY = Pattern.compile("-d '([^']*)'");
    private static final Pattern CALLER = Pattern.compile("-H \"\\$(\\w+)\"");
    private static final Pattern KEY = Pattern.compile("Idempotency-Key: ([^']+)'");

    private GuideCommands() {}

    public record Command(String text) {

        /// With numbers in place of the words that stand for them.
        public Command with(UnaryOperator<String> filled) {
            return new Command(filled.apply(text));
        }

        /// Below the address that a guide gives a name: `$api/...` stands for `/api/...`.
        public String path() {
            var path = found(ADDRESS).orElseThrow();
            return text.contains("$api") ? "/api" + path : path;
        }

        /// Empty where nothing is posted.
        public Optional<String> body() {
            return found(BODY);
        }

        private Optional<String> found(Pattern pattern) {
            return pattern.matcher(text)
                    .results()
                    .map(result -> result.group(1))
                    .findFirst();
        }

        /// What the interface of a server answers to whom the command says: `$clerk`, `$reviewer`, or the person
        /// `insured`.
        public TestApi.Answer answered(TestApi server, String insured) {
            var who = found(CALLER).orElseThrow();
            var api = switch (who) {
                case "clerk" -> server.clerk(who);
                case "reviewer" -> server.reviewer(who);
                case "insured" -> server.insured(insured);
                default -> throw new AssertionError("nobody is called " + who);
            };
            if (text.contains("-X POST")) {
                return api.post(path(), found(KEY).orElseThrow(), body().orElseThrow(), "en");
            }
            var request = api.request(path(), "en").GET();
            return api.call("GET", path(), text.contains("text/csv") ? request.header("Accept", "text/csv") : request);
        }
    }

    public static List<Command> of(String guide) throws IOException {
        return COMMAND.matcher(Files.readString(DOCS.resolve(guide)))
                .results()
                .map(MatchResult::group)
                .map(Command::new)
                .toList();
    }
}
