package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.server.imports.Complaint;
import org.openyibao.server.imports.Imports;
import org.openyibao.server.outflow.OutflowBooks;
import tools.jackson.databind.JsonNode;

/// The guide for the agency says what is so: its commands, one after the other against one server, answer what it
/// shows.
@Timeout(120)
@Tag("slow")
class AgencyGuideTest {

    private static final Path DOCS = Path.of(System.getProperty("openyibao.home", "."), "docs");

    /// A moment to wait for, or a block of the guide.
    private static final Pattern PART =
            Pattern.compile("<!-- now (\\S+) -->|```(sh|csv|json|text)\n(.*?)```", Pattern.DOTALL);

    private static final Pattern COMMAND = Pattern.compile(
            "^(get|post|review) '?(/[^\\s']+)'?(?:\\s+\\\\?\\s*'(\\{.*?\\})')?$|^curl [^\n]*$",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CURL = Pattern.compile(
            "curl -s -H \"Authorization: Bearer \\$clerk\" -H 'Accept: ([^']+)' \"\\$api([^\"]+)\" -o \\S+");
    private static final Pattern CAPITALS = Pattern.compile("/([A-Z]+)(?=/)");
    private static final int FEWEST_COMMANDS = 30;

    @TempDir
    private Path folder;

    private final ArrayList<String> complaints = new ArrayList<>();
    private Optional<TestApi.Answer> last = Optional.empty();
    private int commands;

    @ParameterizedTest
    @CsvSource({"guide-agency.md, en", "guide-agency.zh-CN.md, zh-CN"})
    void every_command_answers_what_the_guide_shows(String name, String language) throws IOException {
        try (var served = ServedRooms.open()) {
            var parts = PART.matcher(Files.readString(DOCS.resolve(name)));
            while (parts.find()) {
                if (parts.group(1) != null) {
                    served.rooms().now(parts.group(1) + ":00");
                } else {
                    part(served, parts, language);
                }
            }
            assertThat(served.rooms().transaction(OutflowBooks::offender)).isEmpty();
        }
        assertThat(commands).isGreaterThanOrEqualTo(FEWEST_COMMANDS);
    }

    private void part(ServedRooms served, Matcher part, String language) throws IOException {
        var content = part.group(3);
        switch (part.group(2)) {
            case "sh" -> commands(served.api(), content, language);
            case "csv" -> {
                var file = Files.writeString(folder.resolve("contributions.csv"), content);
                served.rooms()
                        .service(Imports.class)
                        .contributions(file, "guide", complaint -> complaints.add(line(complaint, language)));
            }
            case "text" -> assertThat(String.join("\n", complaints) + "\n").isEqualTo(content);
            default -> {
                var answer = last.orElseThrow();
                shows(TestApi.JSON.readTree(content), answer.json(), answer.text());
            }
        }
    }

    private static String line(Complaint complaint, String language) {
        return complaint.line().in(Locale.forLanguageTag(language));
    }

    private void commands(TestApi api, String block, String language) {
        if (block.startsWith("api=")) {
            return;
        }
        var found = COMMAND.matcher(block);
        var end = 0;
        while (found.find()) {
            assertThat(block.substring(end, found.start()))
                    .as("between commands")
                    .isBlank();
            end = found.end();
            last = Optional.of(
                    found.group(1) == null
                            ? fetched(api, found.group())
                            : answered(api, found.group(1), named(found.group(2)), found.group(3), language));
            commands++;
        }
        assertThat(block.substring(end)).as("a command that is not understood").isBlank();
    }

    /// What stands in capitals is what the last answer gave under that name.
    private String named(String address) {
        return CAPITALS.matcher(address)
                .replaceAll(name ->
                        "/" + last.orElseThrow().at("/" + name.group(1).toLowerCase(Locale.ROOT)));
    }

    private static TestApi.Answer answered(TestApi api, String verb, String address, String body, String language) {
        if (!verb.equals("get")) {
            var who = verb.equals("review") ? api.reviewer("reviewer") : api.clerk("clerk");
            return who.post("/api" + address, UUID.randomUUID().toString(), body, language);
        }
        var answer = api.get("/api" + address, language);
        while (answer.at("/stage").equals("running")) {
            answer = api.get("/api" + address, language);
        }
        return answer;
    }

    private static TestApi.Answer fetched(TestApi api, String command) {
        var curl = CURL.matcher(command);
        assertThat(curl.matches()).as(command).isTrue();
        HttpRequest.Builder request = api.request("/api" + curl.group(2), "en").header("Accept", curl.group(1));
        var answer = api.call("GET", "/api" + curl.group(2), request);
        assertThat(answer.status()).as(command).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith(curl.group(1));
        return answer;
    }

    /// What is shown is part of what came: objects may have more, lists and values may not.
    private static void shows(JsonNode shown, JsonNode came, String whole) {
        if (shown.isObject()) {
            shown.properties().forEach(field -> shows(field.getValue(), came.path(field.getKey()), whole));
        } else if (shown.isArray()) {
            assertThat(came.size()).as(whole).isEqualTo(shown.size());
            for (var i = 0; i < shown.size(); i++) {
                shows(shown.get(i), came.get(i), whole);
            }
        } else {
            assertThat(came).as(whole).isEqualTo(shown);
        }
    }
}
