package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The commands of the guide to claims, one after the other, on what it tells of: each does what the guide says.
class ClaimGuideTest {

    private static final Path DOCS = Path.of(System.getProperty("openyibao.home", "."), "docs");
    private static final Pattern COMMAND = Pattern.compile("(?m)^curl(?:\\\\\\n|'[^']*'|[^\\n'])*");
    private static final Pattern ADDRESS = Pattern.compile("\\$api(/[^\\s\"]+)");
    private static final Pattern BODY = Pattern.compile("-d '([^']*)'");
    private static final Pattern KEY = Pattern.compile("Idempotency-Key: ([^']+)'");

    private static List<String> commands(String guide) throws IOException {
        return COMMAND.matcher(Files.readString(DOCS.resolve(guide)))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static Optional<String> found(Pattern pattern, String command) {
        return pattern.matcher(command).results().map(result -> result.group(1)).findFirst();
    }

    @Test
    void the_commands_do_what_the_guide_says() throws IOException {
        var commands = commands("guide-claim.md");
        assertThat(commands).hasSize(9).isEqualTo(commands("guide-claim.zh-CN.md"));
        try (var served = ServedRooms.open()) {
            ClaimApiTest.saveHospital(served.rooms());
            var person = ClaimApiTest.referred(served.rooms(), served.api());
            var claim = "";
            var answers = new ArrayList<TestApi.Answer>();
            for (var command : commands) {
                var answer =
                        answered(served.api(), command.replace("PERSON", person).replace("/ID", "/" + claim));
                assertThat(answer.status()).as("%s\n%s", command, answer.text()).isEqualTo(200);
                answers.add(answer);
                claim = claim.isEmpty() ? answer.at("/claim") : claim;
            }
            assertThat(answers.getFirst().at("/payee/account")).isEqualTo("***************1234");
            assertThat(answers.get(4).at("/totals/pool")).isEqualTo("9090.00");
            assertThat(answers.get(5).at("/refund")).isEqualTo("9090.00");
            assertThat(answers.get(6).at("/state")).isEqualTo("paid");
            assertThat(answers.get(7).at("/claims/0/claim")).isEqualTo(claim);
            assertThat(answers.getLast().at("/0/claim")).isEqualTo(claim);
        }
    }

    private static TestApi.Answer answered(TestApi api, String command) {
        var path = "/api" + found(ADDRESS, command).orElseThrow();
        return command.contains("-X POST")
                ? api.post(
                        path,
                        found(KEY, command).orElseThrow(),
                        found(BODY, command).orElseThrow(),
                        "en")
                : api.get(path);
    }
}
