package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// The commands of the guide to claims, one after the other, on what it tells of: each does what the guide says.
class ClaimGuideTest {

    @Test
    void the_commands_do_what_the_guide_says() throws IOException {
        var commands = GuideCommands.of("guide-claim.md");
        assertThat(commands).hasSize(9).isEqualTo(GuideCommands.of("guide-claim.zh-CN.md"));
        try (var served = ServedRooms.open()) {
            ClaimApiTest.saveHospital(served.rooms());
            var person = ClaimApiTest.referred(served.rooms());
            var claim = "";
            var answers = new ArrayList<TestApi.Answer>();
            for (var command : commands) {
                var id = claim;
                var filled = command.with(text -> text.replace("PERSON", person).replace("/ID", "/" + id));
                var answer = filled.answered(served.api(), person);
                assertThat(answer.status()).as("%s\n%s", filled, answer.text()).isEqualTo(200);
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
}
