package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openyibao.server.cli.TestServer;
import org.openyibao.server.imports.Imports;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The messages of `docs/guide-stay.md`, one after the other, are answered as it says.
class GuideStayTest {

    private static final Path HOME = Path.of(System.getProperty("openyibao.home", "."));
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(?:json|text) (\\w+)\\n(.*?)^```$", Pattern.DOTALL);
    private static final String HOSPITAL = "H11000000001";
    private static final int FEWEST_MESSAGES = 13;

    /// What is sent, or said of the message before.
    record Block(String kind, String content) {

        boolean isMessage() {
            return !kind.equals("answer") && !kind.equals("refused");
        }
    }

    /// The numbers that the server gave, by the names that the guide has for them.
    private final Map<String, String> given = new HashMap<>();

    private static List<Block> blocks(String guide) throws IOException {
        return BLOCK.matcher(Files.readString(HOME.resolve("docs").resolve(guide)))
                .results()
                .map(block -> new Block(block.group(1), block.group(2)))
                .toList();
    }

    @Test
    void both_languages_show_the_same() throws IOException {
        assertThat(blocks("guide-stay.md")).isEqualTo(blocks("guide-stay.zh-CN.md"));
    }

    @Test
    void every_message_is_answered_as_the_guide_says() throws IOException, InterruptedException {
        var blocks = blocks("guide-stay.md");
        assertThat(blocks.stream().filter(Block::isMessage)).hasSizeGreaterThanOrEqualTo(FEWEST_MESSAGES);
        try (var server = TestServer.start()) {
            assertThat(server.service(Imports.class)
                            .load(HOME.resolve("samples"), "clerk-1")
                            .complaints())
                    .isEmpty();
            for (var i = 0; i < blocks.size(); i++) {
                var block = blocks.get(i);
                var refused = i + 1 < blocks.size() && blocks.get(i + 1).kind().equals("refused");
                if (block.isMessage()) {
                    var answer =
                            Json.object(server.post("/fsi", message(block, i).toString())
                                    .body()
                                    .getBytes(StandardCharsets.UTF_8));
                    assertThat(answer.get("infcode").asInt())
                            .as(answer.toString())
                            .isEqualTo(refused ? -1 : 0);
                    if (!isLast(blocks, i) && !blocks.get(i + 1).isMessage()) {
                        compare(blocks.get(i + 1), answer);
                    }
                }
            }
        }
        assertThat(given).containsOnlyKeys("$visit", "$settlement");
    }

    private static boolean isLast(List<Block> blocks, int i) {
        return i + 1 == blocks.size();
    }

    private ObjectNode message(Block block, int number) {
        var input = block.content();
        for (var name : given.entrySet()) {
            input = input.replace(name.getKey(), name.getValue());
        }
        var message = Samples.request("9001");
        message.put("infno", block.kind());
        message.put("msgid", HOSPITAL + "20250303%010d".formatted(number));
        message.put("fixmedins_code", HOSPITAL);
        message.set("input", Json.object(input.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private void compare(Block said, ObjectNode answer) {
        if (said.kind().equals("refused")) {
            assertThat(answer.get("err_msg").stringValue())
                    .isEqualTo(said.content().strip().replace("$visit", given.get("$visit")));
        } else {
            compare(Json.object(said.content().getBytes(StandardCharsets.UTF_8)), answer.get("output"), "output");
        }
    }

    /// What the guide shows is in what came; a name with `$` is one that the server gave.
    private void compare(JsonNode said, JsonNode came, String where) {
        switch (said) {
            case ObjectNode object ->
                object.properties()
                        .forEach(field ->
                                compare(field.getValue(), came.get(field.getKey()), where + "/" + field.getKey()));
            case ArrayNode rows -> {
                assertThat(came.size()).as(where).isEqualTo(rows.size());
                for (var i = 0; i < rows.size(); i++) {
                    compare(rows.get(i), came.get(i), where + "/" + i);
                }
            }
            default -> {
                if (said.isString() && said.stringValue().startsWith("$")) {
                    given.put(said.stringValue(), came.stringValue());
                } else if (said.isNumber()) {
                    assertThat(came.decimalValue()).as(where).isEqualByComparingTo(said.decimalValue());
                } else {
                    assertThat(came).as(where).isEqualTo(said);
                }
            }
        }
    }
}
