package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.jcajce.spec.SM2ParameterSpec;
import org.bouncycastle.jce.interfaces.ECPublicKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.server.identity.InstitutionKey;
import org.openyibao.server.identity.InstitutionKeys;
import org.openyibao.server.identity.Login;
import org.openyibao.server.identity.Sm2Key;
import org.openyibao.server.identity.Style;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import tools.jackson.databind.node.ObjectNode;

/// Institutions of Jilin, whose client speaks as one does that runs there: JCA with BouncyCastle.
class JilinTest {

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final String CALL = "/mbs/fmi/fsi/api/callFsiService/callService";
    private static final String STANDARD = "1234567812345678";
    private static final KeyPair PAIR = pair();

    /// Says who it is, and no more.
    private static final InstitutionKey PLAIN = key("H22020000011", "jl-client-000001", Optional.empty(), false);
    /// Signs, and has its answers encrypted.
    private static final InstitutionKey SIGNING =
            key("H22020000012", "jl-client-000002", Sm2Key.parse(publicKey(PAIR)), true);

    private static final String MISSING = "缺少服务网关的请求头!";
    private static final String STALE = "签名时间戳超时!";
    private static final String STRANGER = "非法用户!";
    private static final String WRONG = "签名不一致!";

    private static final MovableClock CLOCK = new MovableClock("2025-12-27T02:00:00Z");
    private static Gateway gateway;

    private static InstitutionKey key(
            String institution, String client, Optional<Sm2Key> publicKey, boolean encryptedAnswers) {
        return new InstitutionKey(
                institution,
                Style.JILIN,
                client,
                "client-secret",
                Optional.of(new Login("user", "pass word&", publicKey, encryptedAnswers)));
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC", BOUNCY_CASTLE);
            generator.initialize(new ECGenParameterSpec("sm2p256v1"), new SecureRandom());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String publicKey(KeyPair pair) {
        return Base64.getEncoder()
                .encodeToString(((ECPublicKey) pair.getPublic()).getQ().getEncoded(false));
    }

    @BeforeAll
    static void open() {
        var keys = List.of(PLAIN, SIGNING);
        gateway = Gateway.open(options -> options.withClock(CLOCK).withKeys(new InstitutionKeys(keys)));
        gateway.server()
                .service(Registry.class)
                .saveInstitutions(keys.stream().map(JilinTest::institution).toList());
    }

    private static Institution institution(InstitutionKey key) {
        return new Institution(
                key.institution(),
                LocalDate.of(2010, 1, 1),
                LocalDate.of(9999, 12, 31),
                "测试医院",
                "220200",
                InstitutionKind.HOSPITAL,
                Level.THREE,
                true,
                true);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static HttpResponse<String> post(String path, String type, String body, Optional<String> authorization) {
        var request = HttpRequest.newBuilder(gateway.server().uri(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            return gateway.server().send(request.build());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String basic(String client, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> asked(Optional<String> authorization, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return post("/auth/oauth/token", "application/x-www-form-urlencoded", body, authorization);
    }

    private static final Map<String, String> FORM =
            Map.of("username", "user", "password", "pass word&", "scope", "server", "grant_type", "password");

    private static String token(InstitutionKey key) {
        var response = asked(Optional.of(basic(key.key(), key.secret())), FORM);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response).get("access_token").stringValue();
    }

    private static ObjectNode json(HttpResponse<String> response) {
        return Json.object(response.body().getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> call(String body, String token) {
        return post(CALL, "application/json", body, Optional.of("Bearer " + token));
    }

    private static ObjectNode done(ObjectNode message, String token) {
        var answer = json(call(message.toString(), token));
        assertThat(answer.path("infcode").asInt(-9)).as(answer.toString()).isZero();
        return answer;
    }

    private static void refused(String reason, String body, Optional<String> authorization) {
        var before = gateway.rows();
        var response = post(CALL, "application/json", body, authorization);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"code\":401,\"message\":\"" + reason + "\"}");
        assertThat(gateway.rows()).isEqualTo(before);
    }

    private static void refused(String reason, ObjectNode message, String token) {
        refused(reason, message.toString(), Optional.of("Bearer " + token));
    }

    private static ObjectNode asking(InstitutionKey key) {
        return gateway.message("1101", key.institution(), """
                        {"data": {"mdtrt_cert_type": "02", "mdtrt_cert_no": "220000199003150029", "psn_name": "测试乙"}}""").put("enc_type", "SM4");
    }

    /// As the client does: the signature and the cipher are of the text of the input.
    private static ObjectNode signed(ObjectNode message, PrivateKey key, String signer) {
        return message.put("cainfo", signature(message.get("input").toString(), key, signer))
                .put("signtype", "SM2");
    }

    private static ObjectNode signed(ObjectNode message) {
        return signed(message, PAIR.getPrivate(), STANDARD);
    }

    private static ObjectNode encrypted(ObjectNode message, String client) {
        return message.put(
                "input", cipher(Cipher.ENCRYPT_MODE, message.get("input").toString(), client));
    }

    private static String signature(String text, PrivateKey key, String signer) {
        try {
            var signing = Signature.getInstance("SM3withSM2", BOUNCY_CASTLE);
            signing.setParameter(new SM2ParameterSpec(signer.getBytes(StandardCharsets.UTF_8)));
            signing.initSign(key);
            signing.update(text.getBytes(StandardCharsets.UTF_8));
            var both = ASN1Sequence.getInstance(signing.sign());
            var bytes = new byte[64];
            for (var i = 0; i < 2; i++) {
                var number = ASN1Integer.getInstance(both.getObjectAt(i)).getPositiveValue();
                System.arraycopy(BigIntegers.asUnsignedByteArray(32, number), 0, bytes, 32 * i, 32);
            }
            return Base64.getEncoder().encodeToString(bytes);
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String cipher(int mode, String text, String client) {
        try {
            var cipher = Cipher.getInstance("SM4/ECB/PKCS7Padding", BOUNCY_CASTLE);
            cipher.init(mode, new SecretKeySpec(client.getBytes(StandardCharsets.UTF_8), "SM4"));
            return mode == Cipher.ENCRYPT_MODE
                    ? Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)))
                    : new String(cipher.doFinal(Base64.getDecoder().decode(text)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private static ObjectNode opened(ObjectNode answer, String client) {
        var text = cipher(Cipher.DECRYPT_MODE, answer.get("output").stringValue(), client);
        return Json.object(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void who_gives_the_password_gets_a_token() {
        var granted = json(asked(Optional.of(basic(PLAIN.key(), PLAIN.secret())), FORM));
        assertThat(granted.propertyNames()).containsExactly("access_token", "token_type", "expires_in", "scope");
        assertThat(granted.get("token_type").stringValue()).isEqualTo("bearer");
        assertThat(granted.get("expires_in").asInt()).isEqualTo(7200);
        assertThat(granted.get("scope").stringValue()).isEqualTo("server");
        var answer = done(asking(PLAIN), granted.get("access_token").stringValue());
        assertThat(answer.at("/output/baseinfo/psn_no").stringValue()).isEqualTo(Gateway.EMPLOYEE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jl-client-000001 | wrong         | password           | user | pass word& | 401 | invalid_client         | Bad client credentials
            jl-client-000009 | client-secret | password           | user | pass word& | 401 | invalid_client         | Bad client credentials
            jl-client-000001 | client-secret | client_credentials | user | pass word& | 400 | unsupported_grant_type | Unsupported grant type: client_credentials
            jl-client-000001 | client-secret | password           | user | pass       | 400 | invalid_grant          | Bad credentials
            jl-client-000001 | client-secret | password           | root | pass word& | 400 | invalid_grant          | Bad credentials""")
    void nobody_else_does(
            String client,
            String secret,
            String way,
            String user,
            String password,
            int status,
            String error,
            String description) {
        var response = asked(
                Optional.of(basic(client, secret)), Map.of("grant_type", way, "username", user, "password", password));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body())
                .isEqualTo("{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}");
    }

    @Test
    void a_request_without_its_parts_gets_none() {
        assertThat(asked(Optional.empty(), FORM).body()).contains("invalid_client");
        assertThat(asked(Optional.of("Basic !"), FORM).body()).contains("invalid_client");
        var none = asked(Optional.of(basic(PLAIN.key(), PLAIN.secret())), Map.of());
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("invalid_request").contains("Missing grant type");
    }

    @Test
    void only_a_token_of_its_own_that_holds_opens() {
        var token = token(PLAIN);
        refused(MISSING, asking(PLAIN).toString(), Optional.empty());
        refused(STRANGER, asking(PLAIN).toString(), Optional.of("Bearer nonsense"));
        refused(STRANGER, asking(PLAIN).toString(), Optional.of(basic(PLAIN.key(), PLAIN.secret())));
        refused(STRANGER, asking(PLAIN), token(SIGNING));
        var parts = token.split("\\.");
        var later = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("jl-client-000001:99999999999".getBytes(StandardCharsets.UTF_8));
        refused(STRANGER, asking(PLAIN), later + "." + parts[1]);
        CLOCK.now = CLOCK.now.plus(Duration.ofHours(2));
        done(asking(PLAIN), token);
        CLOCK.now = CLOCK.now.plusSeconds(1);
        refused(STALE, asking(PLAIN), token);
    }

    @ParameterizedTest
    @ValueSource(strings = {STANDARD, "jl-client-000002"})
    void an_input_is_signed(String signer) {
        var token = token(SIGNING);
        var message = asking(SIGNING);
        refused(MISSING, message, token);
        refused(WRONG, message.put("cainfo", "nonsense"), token);
        refused(WRONG, message.put("cainfo", Base64.getEncoder().encodeToString(new byte[64])), token);
        refused(WRONG, signed(message, pair().getPrivate(), signer), token);
        refused(WRONG, signed(message, PAIR.getPrivate(), "somebody else"), token);
        signed(message, PAIR.getPrivate(), signer);
        refused(WRONG, message.toString().replace("测试乙", "测试已"), Optional.of("Bearer " + token));
        refused(WRONG, message.toString().replace("\"input\":{", "\"input\":{ "), Optional.of("Bearer " + token));
        refused(
                WRONG,
                message.toString().replaceAll("}$", ",\"input\":{\"data\":{}}}"),
                Optional.of("Bearer " + token));
        var answer = done(message, token);
        assertThat(opened(answer, SIGNING.key()).at("/baseinfo/psn_no").stringValue())
                .isEqualTo(Gateway.EMPLOYEE);
    }

    @Test
    void a_signature_counts_once_and_a_message_may_be_signed_anew() {
        var token = token(SIGNING);
        var message = signed(asking(SIGNING));
        var first = done(message, token);
        refused(STALE, message, token);
        refused(STALE, message.deepCopy().put("msgid", gateway.nextMessageId(SIGNING.institution())), token);
        assertThat(done(signed(message), token)).isEqualTo(first);
    }

    @Test
    void an_encrypted_input_is_answered_as_an_open_one() {
        var token = token(SIGNING);
        var answer = done(encrypted(signed(asking(SIGNING)), SIGNING.key()), token);
        assertThat(answer.get("output").isString()).isTrue();
        assertThat(opened(answer, SIGNING.key()).at("/baseinfo/psn_name").stringValue())
                .isEqualTo("测试乙");
        var plain = done(encrypted(asking(PLAIN), PLAIN.key()), token(PLAIN));
        assertThat(plain.at("/output/baseinfo/psn_name").stringValue()).isEqualTo("测试乙");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "AAAA", "", "MDEyMzQ1Njc4OWFiY2RlZg=="})
    void what_is_encrypted_otherwise_is_refused(String input) {
        var response = call(asking(PLAIN).put("input", input).toString(), token(PLAIN));
        assertThat(json(response).get("infcode").asInt()).isEqualTo(-1);
        assertThat(json(response).get("err_msg").stringValue()).startsWith("input：应为一个对象，或以 SM4");
        var foreign = encrypted(asking(PLAIN), "jl-client-000002");
        assertThat(json(call(foreign.toString(), token(PLAIN))).get("infcode").asInt())
                .isEqualTo(-1);
    }

    @Test
    void a_refusal_has_nothing_to_encrypt() {
        var message = asking(SIGNING);
        ((ObjectNode) message.at("/input/data")).put("psn_name", "别人");
        var answer = json(call(signed(message).toString(), token(SIGNING)));
        assertThat(answer.get("output").isNull()).isTrue();
        assertThat(answer.get("err_msg").stringValue()).isEqualTo("psn_name：应为证件上的姓名，实为别人");
    }

    @Test
    void a_file_comes_encrypted_as_well() {
        var message = gateway.message("9101", SIGNING.institution(), """
                {"fsUploadIn": {"filename": "a.txt", "fixmedins_code": "%s", "in": [65, 66, 67]}}""".formatted(SIGNING.institution()));
        var output = opened(done(encrypted(signed(message), SIGNING.key()), token(SIGNING)), SIGNING.key());
        assertThat(output.get("file_qury_no").stringValue()).isNotEmpty();
        var large = gateway.message("9101", SIGNING.institution(), """
                        {"fsUploadIn": {"filename": "a.txt", "fixmedins_code": "%s", "in": "@"}}""".formatted(SIGNING.institution()))
                .toString()
                .replace("\"@\"", '"' + "QUJD".repeat(750_000) + '"');
        assertThat(call(large, token(SIGNING)).body()).contains("cainfo：签名的报文应不超过 2 MiB");
    }

    /// `printf %s "$text" | openssl enc -sm4-ecb -K ...` and `openssl pkeyutl -sign -rawin -digest sm3 -pkeyopt
    /// distid:1234567812345678`, r and s put one behind the other.
    @Test
    void what_another_program_computed_is_right() {
        var text = "{\"data\":{\"psn_no\":\"1\",\"psn_name\":\"测试甲\"}}";
        var message = """
                {"input": "VloY2plE5UQbNz8frb95TxGcNsB4+pxGho1YFDoohtmmQv9h6v0jQj1Oj+v7YdbC", "cainfo": "9wS6WZKi+5unpbn9\
                GeDZRGnDYHCfNfysVe1bdOM6UPmC9nCBjN7uYs/fO/as/IV1zpr4JJTYleqCY4yAZuUM7Q=="}""".getBytes(StandardCharsets.UTF_8);
        var sealed = Sealed.open(message, "jl-client-000001").orElseThrow();
        assertThat(new String(sealed.input(), StandardCharsets.UTF_8)).isEqualTo(text);
        var key = Sm2Key.parse(
                        "041b351e4d09a2f6b3524d66e221de1fb954be089dfde5a79a6a30c7b4b7d990985a98b14c47b5bfc8ed848b"
                                + "6718ffe891f17bad58adabf251d8130dbf0178bd8d")
                .orElseThrow();
        var signature = Base64.getDecoder().decode(sealed.signature());
        var signer = STANDARD.getBytes(StandardCharsets.US_ASCII);
        assertThat(key.verifies(sealed.input(), signature, signer)).isTrue();
        signature[63] ^= 1;
        assertThat(key.verifies(sealed.input(), signature, signer)).isFalse();
        assertThat(HexFormat.of().formatHex(Arrays.copyOf(signature, 2))).isEqualTo("f704");
    }

    /// A sandbox asks nobody who it is, but clients ask for a token all the same.
    @Test
    void where_nobody_must_sign_anybody_gets_a_token() {
        var tokens = new AccessTokens(InstitutionKeys.NONE, CLOCK);
        var granted = tokens.grant(
                name -> Optional.of(basic("any-client-00001", "any")), name -> Optional.ofNullable(FORM.get(name)));
        assertThat(granted.status()).isEqualTo(200);
        var token = Json.object(granted.body()).get("access_token").stringValue();
        Headers headers = name -> Optional.of("Bearer " + token).filter(value -> name.equals("Authorization"));
        var signatures = new Signatures(InstitutionKeys.NONE, tokens, CLOCK);
        var seal = signatures.seal(headers);
        var text = cipher(Cipher.ENCRYPT_MODE, "{\"a\":1}", "any-client-00001");
        var message = ("{\"input\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(new String(signatures.opened(message, seal), StandardCharsets.UTF_8))
                .isEqualTo("{\"input\":{\"a\":1}}");
        assertThatThrownBy(() -> signatures.opened("{\"input\":\"x\"}".getBytes(StandardCharsets.UTF_8), seal))
                .isInstanceOf(InvalidFieldException.class);
    }
}
