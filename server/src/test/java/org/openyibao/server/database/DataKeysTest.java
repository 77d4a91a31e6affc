package org.openyibao.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.server.database.DatabaseException.Problem;

class DataKeysTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;

    private DataKeys fresh() {
        var file = folder.resolve("keys");
        DataKeys.create(file);
        return new DataKeys(file);
    }

    private DataKeys of(String content) throws IOException {
        return new DataKeys(Files.writeString(folder.resolve("keys"), content));
    }

    @Test
    void a_text_comes_back_and_is_never_sealed_twice_alike() {
        var keys = fresh();
        var sealed = keys.seal("person.name", "1", "欧阳娜娜");
        assertThat(keys.open("person.name", "1", sealed)).isEqualTo("欧阳娜娜");
        assertThat(keys.seal("person.name", "1", "欧阳娜娜")).isNotEqualTo(sealed);
        assertThat(keys.open("person.name", "1", keys.seal("person.name", "1", "")))
                .isEmpty();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String("欧阳".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    @Test
    void a_value_is_number_nonce_and_what_any_aes_gcm_makes_of_it() throws Exception {
        var keys = of("7 seal " + KEY + "\n7 hash " + KEY + "\n");
        var sealed = keys.seal("t.c", "r", "text");
        assertThat(sealed).hasSize(2 + 12 + 4 + 16).startsWith(0, 7);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE, new SecretKeySpec(new byte[32], "AES"), new GCMParameterSpec(128, sealed, 2, 12));
        cipher.updateAAD("t.c\0r".getBytes(StandardCharsets.UTF_8));
        assertThat(cipher.doFinal(sealed, 14, 20)).asString().isEqualTo("text");
    }

    @Test
    void it_opens_nowhere_else_and_not_after_a_change() {
        var keys = fresh();
        var sealed = keys.seal("person.name", "1", "text");
        assertThatThrownBy(() -> keys.open("person.name", "2", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> keys.open("claim.payee_name", "1", sealed)).isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> keys.open("person.name", "1", sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("text");
    }

    @Test
    void a_hash_is_the_same_for_either_case_and_another_for_another_kind_and_key() throws Exception {
        var keys = of("1 seal " + KEY + "\n1 hash " + KEY + "\n");
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        var expected = "0001"
                + HexFormat.of()
                        .formatHex(mac.doFinal(("certificate" + "\0" + "110X").getBytes(StandardCharsets.UTF_8)));
        assertThat(HexFormat.of().formatHex(keys.hash("certificate", "110x"))).isEqualTo(expected);
        assertThat(keys.hash("name", "110x")).isNotEqualTo(keys.hash("certificate", "110x"));
    }

    @Test
    void an_added_key_seals_and_the_older_one_opens_and_finds() throws InterruptedException {
        var keys = fresh();
        var sealed = keys.seal("t.c", "r", "text");
        var hash = keys.hash("w", "text");
        DataKeys.add(keys.file());
        Thread.sleep(DataKeys.SEEN_WITHIN.plusMillis(100));
        assertThat(keys.open("t.c", "r", sealed)).isEqualTo("text");
        assertThat(keys.seal("t.c", "r", "text")).startsWith(0, 2);
        assertThat(keys.hash("w", "text")).startsWith(0, 2);
        assertThat(keys.hashes("w", "text"))
                .hasNumberOfRows(2)
                .contains(hash, org.assertj.core.api.Assertions.atIndex(1));
    }

    @Test
    void only_the_owner_reads_the_file_and_none_is_overwritten() throws IOException {
        var keys = fresh();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.file())))
                .isEqualTo("rw-------");
        DataKeys.add(keys.file());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.file())))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> DataKeys.create(keys.file()))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(Problem.KEYS_THERE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 seal K\n",
                "1 hash K\n",
                "1 seal K\n1 hash K\n1 seal K\n",
                "0 seal K\n1 hash K\n",
                "65536 seal K\n1 hash K\n",
                "1 seal AAAA\n1 hash K\n",
                "1 seal K\n1 hash\n",
                "1 seal K\n1 other K\n",
                "one seal K\n1 hash K\n",
                "",
            })
    void a_file_that_is_not_understood_is_named_and_no_key_shown(String content) throws IOException {
        var keys = of(content.replace("K", KEY));
        assertThatThrownBy(() -> keys.seal("t.c", "r", ""))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(Problem.KEYS_MALFORMED))
                .hasMessageContaining(keys.file().toString())
                .hasMessageNotContaining(KEY)
                .hasNoCause();
    }
}
