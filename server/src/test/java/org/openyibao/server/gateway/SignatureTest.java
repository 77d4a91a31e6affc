package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.server.identity.InstitutionKey;
import org.openyibao.server.identity.InstitutionKeys;
import org.openyibao.server.identity.Style;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.BusyException;

/// Institutions that must sign, one of each style but Jilin's (see [JilinTest]) and another one beside it, and the
/// clinic, which need not.
class SignatureTest {

    private static final Instant NOON = Instant.parse("2025-12-26T02:00:00Z");
    private static final Map<Style, InstitutionKey> KEYS = Map.of(
            Style.TIF, new InstitutionKey("H43000000011", Style.TIF, "tif-key", "tif-secret"),
            Style.CSB, new InstitutionKey("H43000000012", Style.CSB, "csb-key", "csb-secret"),
            Style.ZHEJIANG, new InstitutionKey("H43000000013", Style.ZHEJIANG, "ca-key", "ca-secret"),
            Style.INNER_MONGOLIA, new InstitutionKey("H43000000014", Style.INNER_MONGOLIA, "", "apikey-secret"));
    private static final Map<Style, InstitutionKey> OTHERS = Map.of(
            Style.TIF, new InstitutionKey("H43000000021", Style.TIF, "tif-other", "tif-secret"),
            Style.CSB, new InstitutionKey("H43000000022", Style.CSB, "csb-other", "csb-secret"),
            Style.ZHEJIANG, new InstitutionKey("H43000000023", Style.ZHEJIANG, "ca-other", "ca-secret"),
            Style.INNER_MONGOLIA, new InstitutionKey("H43000000024", Style.INNER_MONGOLIA, "", "apikey-other"));

    private static final String MISSING = "缺少服务网关的请求头!";
    private static final String STALE = "签名时间戳超时!";
    private static final String STRANGER = "非法用户!";
    private static final String WRONG = "签名不一致!";

    private static final MovableClock CLOCK = new MovableClock("2025-12-27T02:00:00Z");
    private static final AtomicInteger NONCES = new AtomicInteger();
    private static Gateway gateway;

    @BeforeAll
    static void open() {
        var keys =
                Stream.of(KEYS, OTHERS).flatMap(each -> each.values().stream()).toList();
        gateway = Gateway.open(options -> options.withClock(CLOCK).withKeys(new InstitutionKeys(keys)));
        gateway.server()
                .service(Registry.class)
                .saveInstitutions(keys.stream().map(SignatureTest::institution).toList());
    }

    private static Institution institution(InstitutionKey key) {
        return new Institution(
                key.institution(),
                LocalDate.of(2010, 1, 1),
                LocalDate.of(9999, 12, 31),
                "测试医院",
                "430100",
                InstitutionKind.VILLAGE,
                Level.UNRATED,
                true,
                true);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    /// A second later than all that was signed before, and nothing of that is ever the same again.
    @BeforeEach
    void tick() {
        CLOCK.now = CLOCK.now.plusSeconds(1);
    }

    private static HttpResponse<String> send(String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(gateway.server().uri("/fsi"))
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        try {
            return gateway.server().send(request.build());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String done(String body, Map<String, String> headers) {
        var response = send(body, headers);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"infcode\":0");
        return response.body();
    }

    private static void refused(String message, String body, Map<String, String> headers) {
        var before = gateway.rows();
        var response = send(body, headers);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json;charset=utf-8");
        assertThat(response.body()).isEqualTo("{\"code\":401,\"message\":\"" + message + "\"}");
        assertThat(gateway.rows()).isEqualTo(before);
    }

    private static String message(InstitutionKey key) {
        return Samples.request("9001")
                .put("msgid", gateway.nextMessageId(key.institution()))
                .put("fixmedins_code", key.institution())
                .toString();
    }

    private static Map<String, String> signed(InstitutionKey key, String body) {
        return signed(key, body, CLOCK.now);
    }

    /// As the client of an institution signs.
    private static Map<String, String> signed(InstitutionKey key, String body, Instant at) {
        var time = Long.toString(at.getEpochSecond());
        return new LinkedHashMap<>(
                switch (key.style()) {
                    case TIF -> {
                        var nonce = "nonce-" + NONCES.incrementAndGet();
                        yield Map.of(
                                "x-tif-paasid",
                                key.key(),
                                "x-tif-timestamp",
                                time,
                                "x-tif-nonce",
                                nonce,
                                "x-tif-signature",
                                sha256(time + key.secret() + nonce + time));
                    }
                    case CSB -> {
                        var milliseconds = Long.toString(at.toEpochMilli());
                        yield Map.of(
                                "_api_name",
                                "hssServives",
                                "_api_version",
                                "1.0.0",
                                "_api_timestamp",
                                milliseconds,
                                "_api_access_key",
                                key.key(),
                                "_api_signature",
                                hmacSha1(
                                        key.secret(),
                                        "_api_access_key=" + key.key() + "&_api_name=hssServives&_api_timestamp="
                                                + milliseconds + "&_api_version=1.0.0"));
                    }
                    case ZHEJIANG ->
                        Map.of(
                                "x-ca-key",
                                key.key(),
                                "x-ca-signature",
                                time + ":" + hmacSm3(key.secret(), time + "\n" + body));
                    case INNER_MONGOLIA -> Map.of("apikey", key.secret());
                    case JILIN -> throw new IllegalArgumentException("see JilinTest");
                });
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String hmacSha1(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String hmacSm3(String secret, String text) {
        var mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(secret.getBytes(StandardCharsets.UTF_8)));
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update(bytes, 0, bytes.length);
        var code = new byte[mac.getMacSize()];
        mac.doFinal(code, 0);
        return HexFormat.of().withUpperCase().formatHex(code);
    }

    /// Computed by OpenSSL, T=1766714400 (noon), the message being the text below, without a line end:
    ///
    /// ```
    /// printf %s "${T}tif-secretn0nce1${T}" | openssl dgst -sha256
    /// printf %s "_api_access_key=csb-key&_api_name=hssServives&_api_timestamp=${T}&_api_version=1.0.0" |
    ///     openssl dgst -sha1 -hmac csb-secret -binary | base64                  # and with ${T}000
    /// { printf '%s\n' $T; cat message; } | openssl dgst -sm3 -hmac ca-secret    # in capital letters
    /// ```
    static List<Arguments> computedElsewhere() {
        return List.of(
                Arguments.of(
                        "H43000000011",
                        Map.of(
                                "x-tif-paasid", "tif-key",
                                "x-tif-timestamp", "1766714400",
                                "x-tif-nonce", "n0nce1",
                                "x-tif-signature", "602cc59150cf8eceff25b66150409ea767c85cd4073d8e75375a28009d0389d6")),
                Arguments.of(
                        "H43000000012",
                        Map.of(
                                "_api_name", "hssServives",
                                "_api_version", "1.0.0",
                                "_api_timestamp", "1766714400",
                                "_api_access_key", "csb-key",
                                "_api_signature", "d0ivwv2JUj29HKVaYFSOgQc5/yI=")),
                Arguments.of(
                        "H43000000012",
                        Map.of(
                                "_api_name", "hssServives",
                                "_api_version", "1.0.0",
                                "_api_timestamp", "1766714400000",
                                "_api_access_key", "csb-key",
                                "_api_signature", "RGf4d3QFeaYW9O0O3DrvPnu7kRE=")),
                Arguments.of(
                        "H43000000013",
                        Map.of(
                                "x-ca-key", "ca-key",
                                "x-ca-signature",
                                        "1766714400:E5602F96F3FA1B937FDB43163C43F3525FB487D24E3774F2F5D8CED7F3E45A8E")),
                Arguments.of("H43000000014", Map.of("apikey", "apikey-secret")));
    }

    @ParameterizedTest
    @MethodSource("computedElsewhere")
    void a_signature_computed_elsewhere_is_right(String institution, Map<String, String> headers) {
        var body = """
                {"infno":"9001","msgid":"H43000000013202512261000000001","mdtrtarea_admvs":"430100",\
                "insuplc_admdvs":"","recer_sys_code":"01","dev_no":"","dev_safe_info":"","cainfo":"","signtype":"",\
                "infver":"1.0.0","opter_type":"1","opter":"001","opter_name":"测试","inf_time":"2025-12-26 10:00:00",\
                "fixmedins_code":"H43000000013","fixmedins_name":"测试","sign_no":"",\
                "input":{"signIn":{"opter_no":"001","mac":"00-00-00-00-00-00","ip":"127.0.0.1"}}}""".replace("H43000000013", institution);
        var now = CLOCK.now;
        CLOCK.now = NOON;
        try {
            done(body, headers);
        } finally {
            CLOCK.now = now;
        }
    }

    @ParameterizedTest
    @EnumSource(names = "JILIN", mode = EnumSource.Mode.EXCLUDE)
    void every_header_must_be_there(Style style) {
        var key = KEYS.get(style);
        var body = message(key);
        var all = signed(key, body);
        refused(MISSING, body, Map.of());
        for (var header : all.keySet()) {
            var others = new LinkedHashMap<>(all);
            others.remove(header);
            refused(MISSING, body, others);
            others.put(header, "");
            refused(MISSING, body, others);
        }
        done(body, all);
    }

    @ParameterizedTest
    @EnumSource(names = "JILIN", mode = EnumSource.Mode.EXCLUDE)
    void nobody_else_may_sign_for_an_institution(Style style) {
        var key = KEYS.get(style);
        var body = message(key);
        refused(STRANGER, body, signed(OTHERS.get(style), body));
        refused(STRANGER, body, signed(new InstitutionKey("", style, "unknown", "unknown"), body));
        done(body, signed(key, body));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"INNER_MONGOLIA", "JILIN"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_signature_holds_for_15_minutes_either_way(Style style) {
        var key = KEYS.get(style);
        var body = message(key);
        for (var away : List.of(Duration.ofMinutes(15), Duration.ofMinutes(-15))) {
            var second = Duration.ofSeconds(Long.signum(away.toSeconds()));
            refused(STALE, body, signed(key, body, CLOCK.now.plus(away).plus(second)));
            done(body, signed(key, body, CLOCK.now.plus(away)));
            done(body, signed(key, body, CLOCK.now.plus(away).minus(second)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TIF, x-tif-timestamp",
        "CSB, _api_timestamp",
        "ZHEJIANG, x-ca-signature",
    })
    void what_is_no_time_is_stale(Style style, String header) {
        var key = KEYS.get(style);
        var body = message(key);
        for (var wrong : List.of("now", "17667144000", "-766714400", "99999999999999999999:00")) {
            var headers = signed(key, body);
            headers.put(header, wrong);
            refused(STALE, body, headers);
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"INNER_MONGOLIA", "JILIN"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_wrong_signature_is_refused(Style style) {
        var key = KEYS.get(style);
        var body = message(key);
        refused(WRONG, body, signed(new InstitutionKey("", style, key.key(), "another secret"), body));
        done(body, signed(key, body));
    }

    @ParameterizedTest
    @CsvSource({
        "TIF, x-tif-nonce, another",
        "TIF, x-tif-signature, 0",
        "CSB, _api_name, other",
        "CSB, _api_version, 2",
    })
    void what_is_signed_cannot_be_changed(Style style, String header, String value) {
        var key = KEYS.get(style);
        var body = message(key);
        var headers = signed(key, body);
        headers.put(header, value);
        refused(WRONG, body, headers);
    }

    @Test
    void zhejiang_signs_the_message_to_the_last_byte() {
        var key = KEYS.get(Style.ZHEJIANG);
        var body = message(key);
        refused(WRONG, body + " ", signed(key, body));
        refused(WRONG, body, signed(key, body + " "));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"INNER_MONGOLIA", "JILIN"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_signature_counts_once_and_a_message_is_answered_again_under_a_fresh_one(Style style) {
        var key = KEYS.get(style);
        var body = message(key);
        var headers = signed(key, body);
        var first = done(body, headers);
        refused(STALE, body, headers);
        CLOCK.now = CLOCK.now.plus(Duration.ofMinutes(15));
        refused(STALE, body, headers);
        assertThat(done(body, signed(key, body))).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"INNER_MONGOLIA", "JILIN"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_signature_ahead_of_time_does_not_count_again_when_its_time_comes(Style style) {
        var key = KEYS.get(style);
        var body = message(key);
        var headers = signed(key, body, CLOCK.now.plus(Duration.ofMinutes(15)));
        done(body, headers);
        CLOCK.now = CLOCK.now.plus(Duration.ofMinutes(30));
        refused(STALE, body, headers);
    }

    @Test
    void two_messages_within_a_second_bear_one_signature_of_csb() {
        var key = KEYS.get(Style.CSB);
        var first = message(key);
        var second = message(key);
        var headers = signed(key, first);
        done(first, headers);
        done(second, headers);
        refused(STALE, first, headers);
        refused(STALE, second, headers);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"INNER_MONGOLIA", "JILIN"},
            mode = EnumSource.Mode.EXCLUDE)
    void of_two_equal_requests_at_once_one_passes(Style style) throws Exception {
        var key = KEYS.get(style);
        try (var senders = Executors.newFixedThreadPool(2)) {
            for (var round = 0; round < 10; round++) {
                tick();
                var body = message(key);
                var headers = signed(key, body);
                var together = new CyclicBarrier(2);
                var answers = new ArrayList<Future<String>>();
                for (var copy = 0; copy < 2; copy++) {
                    answers.add(senders.submit(() -> {
                        together.await();
                        return send(body, headers).body();
                    }));
                }
                var both = List.of(answers.get(0).get(), answers.get(1).get());
                assertThat(both)
                        .filteredOn(answer -> answer.contains("\"infcode\":0"))
                        .hasSize(1);
                assertThat(both)
                        .filteredOn(answer -> answer.contains("\"code\":401"))
                        .hasSize(1);
            }
        }
    }

    /// 3 MB of Base64: read as a stream, and signed to its end.
    @ParameterizedTest
    @EnumSource(names = "JILIN", mode = EnumSource.Mode.EXCLUDE)
    void a_large_file_is_signed_as_well(Style style) {
        var key = KEYS.get(style);
        var content = "QUJD".repeat(750_000);
        var body = upload(key, content);
        var changed = body.replace("QUJDQUJD\"", "QUJDQUJB\"");
        var another = new InstitutionKey("", style, key.key(), "another secret");
        refused(style == Style.INNER_MONGOLIA ? STRANGER : WRONG, body, signed(another, body));
        if (style == Style.ZHEJIANG) {
            refused(WRONG, changed, signed(key, body));
            refused(WRONG, body + " ", signed(key, body));
        }
        var headers = signed(key, body);
        done(body, headers);
        if (style == Style.CSB) {
            done(upload(key, "QUJE".repeat(750_000)), headers);
        }
        if (style != Style.INNER_MONGOLIA) {
            refused(STALE, body, headers);
        }
    }

    private static String upload(InstitutionKey key, String content) {
        return gateway.message("9101", key.institution(), """
                {"fsUploadIn": {"filename": "a.zip", "fixmedins_code": "%s", "in": "@"}}""".formatted(key.institution()))
                .toString()
                .replace("\"@\"", "\"" + content + "\"");
    }

    @Test
    void who_need_not_sign_may_call_as_before() {
        var body = Samples.request("9001").put("msgid", gateway.nextMessageId(Gateway.CLINIC));
        done(body.toString(), Map.of());
        body.put("msgid", gateway.nextMessageId(Gateway.CLINIC));
        done(body.toString(), Map.of("x-tif-paasid", "nobody", "_api_signature", "nonsense", "x-ca-key", "ca-key"));
    }

    @Test
    void who_must_sign_does_not_get_round_it_by_saying_who_it_is_twice_or_otherwise() {
        var key = KEYS.get(Style.TIF);
        var body = message(key);
        refused(MISSING, body.replace("\"infno\"", "\"fixmedins_code\":\"H43000000001\",\"infno\""), Map.of());
        var other = body.replace("\"fixmedins_code\":\"H", "\"fixmedins_code\":\"h");
        assertThat(send(other, Map.of()).body()).contains("\"infcode\":-1").contains("fixmedins_code");
    }

    @Test
    void where_no_more_can_be_remembered_none_is_taken_until_one_has_expired() {
        var key = KEYS.get(Style.TIF);
        var keys = new InstitutionKeys(List.of(key));
        var signatures = new Signatures(keys, new AccessTokens(keys, CLOCK), CLOCK, 2);
        var first = require(signatures, key);
        require(signatures, key);
        assertThatThrownBy(() -> require(signatures, key)).isInstanceOf(BusyException.class);
        assertThatThrownBy(() -> signatures.require(key.institution(), signatures.seal(first)))
                .isInstanceOf(BusyException.class);
        CLOCK.now = CLOCK.now.plus(Duration.ofMinutes(31));
        require(signatures, key);
    }

    private static Headers require(Signatures signatures, InstitutionKey key) {
        var signed = signed(key, "");
        Headers headers = name -> Optional.ofNullable(signed.get(name));
        signatures.require(key.institution(), signatures.seal(headers));
        return headers;
    }

    @Test
    void keys_are_of_one_institution_each() {
        var key = KEYS.get(Style.TIF);
        assertThatThrownBy(() -> new InstitutionKeys(
                        List.of(key, new InstitutionKey("H43000000099", Style.TIF, key.key(), "x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThat(key.toString().toLowerCase(Locale.ROOT)).contains("tif").doesNotContain("secret");
    }
}
