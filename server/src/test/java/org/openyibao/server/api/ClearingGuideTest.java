package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openyibao.server.clearing.AwayRooms;

/// The commands of the guide to clearing, one after the other, on what it tells of: each is understood and comes to
/// something.
class ClearingGuideTest {

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
        var commands = commands("guide-clearing.md");
        assertThat(commands).hasSizeGreaterThanOrEqualTo(14).isEqualTo(commands("guide-clearing.zh-CN.md"));
        try (var served = ServedRooms.open()) {
            var away = AwayRooms.in(served.rooms());
            served.rooms().now("2023-04-18T10:00:00");
            away.emergency();
            var item = away.bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "300.00")
                    .id();
            served.rooms().now("2023-05-10T10:00:00");
            var answers = new ArrayList<TestApi.Answer>();
            for (var command : commands) {
                if (command.contains("POST $api/clearing/nettings/2023-04 ")) {
                    away.clearAll(YearMonth.of(2023, 4));
                }
                var answer = answered(served.api(), command.replace("\"ID\"", '"' + item + '"'));
                assertThat(answer.status()).as("%s\n%s", command, answer.text()).isEqualTo(200);
                answers.add(answer);
            }
            assertThat(answers.getFirst().at("/lines/1/owed")).isEqualTo("72.00");
            assertThat(answers.get(2).text().lines()).hasSize(2);
            assertThat(answers.getLast().at("/even")).isEqualTo("true");
        }
    }

    private static TestApi.Answer answered(TestApi api, String command) {
        var path = "/api" + found(ADDRESS, command).orElseThrow();
        if (command.contains("-X POST")) {
            return api.post(
                    path,
                    found(KEY, command).orElseThrow(),
                    found(BODY, command).orElseThrow(),
                    "en");
        }
        var request = api.request(path, "en").GET();
        return api.call("GET", path, command.contains("text/csv") ? request.header("Accept", "text/csv") : request);
    }
}
