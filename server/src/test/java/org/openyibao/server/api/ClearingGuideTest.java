package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.openyibao.server.clearing.AwayRooms;

/// The commands of the guide to clearing, one after the other, on what it tells of: each is understood and comes to
/// something.
class ClearingGuideTest {

    @Test
    void the_commands_do_what_the_guide_says() throws IOException {
        var commands = GuideCommands.of("guide-clearing.md");
        assertThat(commands).hasSizeGreaterThanOrEqualTo(14).isEqualTo(GuideCommands.of("guide-clearing.zh-CN.md"));
        try (var served = ServedRooms.open()) {
            var away = AwayRooms.in(served.rooms());
            served.rooms().now("2023-04-18T10:00:00");
            away.emergency();
            var item = away.bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "300.00")
                    .id();
            served.rooms().now("2023-05-10T10:00:00");
            var answers = new ArrayList<TestApi.Answer>();
            for (var command : commands) {
                if (command.text().contains("POST $api/clearing/nettings/2023-04 ")) {
                    away.clearAll(YearMonth.of(2023, 4));
                }
                var answer = command.with(text -> text.replace("\"ID\"", '"' + item + '"'))
                        .answered(served.api(), "");
                assertThat(answer.status()).as("%s\n%s", command, answer.text()).isEqualTo(200);
                answers.add(answer);
            }
            assertThat(answers.getFirst().at("/lines/1/owed")).isEqualTo("72.00");
            assertThat(answers.get(2).text().lines()).hasSize(2);
            assertThat(answers.get(answers.size() - 2).at("/even")).isEqualTo("true");
            assertThat(answers.getLast().text()).isEqualTo("[]");
        }
    }
}
