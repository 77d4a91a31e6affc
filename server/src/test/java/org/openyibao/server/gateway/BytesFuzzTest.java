package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.identity.InstitutionKey;
import org.openyibao.server.identity.InstitutionKeys;
import org.openyibao.server.identity.Style;

/// What takes bytes from outside: whatever they are, they are read or refused. Here with messages that were seen;
/// guided by what they reach in the code, any number of others, where the environment says `JAZZER_FUZZ=1` (see
/// CONTRIBUTING).
class BytesFuzzTest {

    private static final InterfaceTables TABLES = new InterfaceTables();
    private static final InputCheck CHECK = new InputCheck(TABLES);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-12-26T02:00:00Z"), BusinessDay.ZONE);

    static Stream<byte[]> messages() throws IOException {
        try (var samples = Files.list(Path.of("src/test/resources/interface"))) {
            var read = samples.sorted().map(BytesFuzzTest::bytes).toList();
            return Stream.concat(
                    read.stream(),
                    Stream.of(
                            "[{}]".getBytes(StandardCharsets.UTF_8),
                            "{\"infno\": 1e999, \"input\": {\"data\": [[]]}}".getBytes(StandardCharsets.UTF_8),
                            new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'},
                            new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}'}));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @MethodSource("messages")
    @FuzzTest(maxDuration = "60s")
    void messages_are_read_or_refused(byte[] body) {
        try {
            var slip = new Slip(ZonedDateTime.now(CLOCK), 1);
            var message = Json.object(body);
            assertThat(Envelope.regionOf(message)).matches("\\d{6}");
            var envelope = Envelope.read(slip, message, Optional.empty(), CHECK);
            assertThat(Fingerprint.of(envelope)).isEqualTo(Fingerprint.of(envelope));
            assertThat(Json.kept(Details.of(envelope.input(), envelope))).isNotNull();
        } catch (InvalidFieldException refused) {
            assertThat(refused.text()).contains("：");
        }
    }

    static Stream<byte[]> uploads() {
        return Stream.of(
                        "{\"infno\": \"9101\", \"input\": {\"fsUploadIn\": {\"in\": [80, 75, -3, 4], \"filename\": \"a\"}}}",
                        "{\"input\": {\"fsUploadIn\": {\"fixmedins_code\": \"H1\", \"in\": \"UEsDBA==\"}}, \"infno\": 9101}",
                        "{\"input\": {\"fsUploadIn\": {\"in\": [256]}}}",
                        "{\"input\": {\"fsUploadIn\": {\"in\": {}}}}",
                        "{\"input\": {\"fsUploadIn\": {\"in\": \"***\"}}}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("uploads")
    @FuzzTest(maxDuration = "60s")
    void uploads_are_read_or_refused(byte[] body) throws IOException {
        try {
            var upload = Upload.read(new ByteArrayInputStream(body));
            if (upload.isPresent()) {
                try (var read = upload.get()) {
                    assertThat(Files.size(read.content())).isLessThanOrEqualTo(body.length);
                }
                assertThat(upload.get().content()).doesNotExist();
            }
        } catch (InvalidFieldException refused) {
            assertThat(refused.text()).contains("：");
        }
    }

    private static final List<InstitutionKey> KEYS = List.of(
            new InstitutionKey("H43000000011", Style.TIF, "tif-key", "tif-secret"),
            new InstitutionKey("H43000000012", Style.CSB, "csb-key", "csb-secret"),
            new InstitutionKey("H43000000013", Style.ZHEJIANG, "ca-key", "ca-secret"),
            new InstitutionKey("H43000000014", Style.INNER_MONGOLIA, "", "apikey-secret"));

    /// A header a line.
    static Stream<byte[]> headers() {
        return Stream.of(
                        "x-tif-paasid:tif-key\nx-tif-timestamp:1766714400\nx-tif-nonce:abcdef\nx-tif-signature:00",
                        "_api_name:2207\n_api_version:1.0\n_api_timestamp:1766714400000\n_api_access_key:csb-key\n_api_signature:AA==",
                        "x-ca-key:ca-key\nx-ca-signature:1766714400:00",
                        "apikey:wrong",
                        "x-tif-timestamp:99999999999999999999")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("headers")
    @FuzzTest(maxDuration = "60s")
    void headers_that_are_no_signature_admit_nobody(byte[] lines) {
        var sent = headers(new String(lines, StandardCharsets.UTF_8));
        var signatures =
                new Signatures(new InstitutionKeys(KEYS), new AccessTokens(new InstitutionKeys(KEYS), CLOCK), CLOCK);
        for (var key : KEYS) {
            var seal =
                    signatures.seal(name -> Optional.ofNullable(sent.get(name)).filter(value -> !value.isBlank()));
            seal.read(lines);
            try {
                signatures.require(key.institution(), seal);
                assertThat(sent.values()).as("who knows the secret").contains("apikey-secret");
            } catch (NotAdmittedException refused) {
                assertThat(refused.answer()).isNotEmpty();
            }
        }
    }

    private static Map<String, String> headers(String text) {
        return Arrays.stream(text.split("\n", -1))
                .filter(line -> line.contains(":"))
                .collect(java.util.stream.Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')),
                        line -> line.substring(line.indexOf(':') + 1),
                        (first, second) -> first));
    }
}
