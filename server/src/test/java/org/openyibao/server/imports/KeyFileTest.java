package org.openyibao.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.identity.InstitutionKey;
import org.openyibao.server.identity.InstitutionKeys;
import org.openyibao.server.identity.Sm2Key;
import org.openyibao.server.identity.Style;

class KeyFileTest {

    /// Of a pair that OpenSSL made.
    private static final String PUBLIC_KEY = "1b351e4d09a2f6b3524d66e221de1fb954be089dfde5a79a6a30c7b4b7d990985a98b14c"
            + "47b5bfc8ed848b6718ffe891f17bad58adabf251d8130dbf0178bd8d";

    private static final String HEADER = "institution,style,key,secret\n";

    @TempDir
    private Path folder;

    private final List<String> english = new ArrayList<>();
    private final List<String> chinese = new ArrayList<>();

    private Optional<InstitutionKeys> read(String content) throws IOException {
        return read(Files.writeString(folder.resolve("keys.csv"), content));
    }

    private Optional<InstitutionKeys> read(Path file) {
        return KeyFile.read(file, complaint -> {
            english.add(complaint.line().en());
            chinese.add(complaint.line().zh());
        });
    }

    private void refused(String content, String... complaints) throws IOException {
        assertThat(read(content)).isEmpty();
        assertThat(english).containsExactly(complaints);
        assertThat(chinese).hasSameSizeAs(english).allMatch(line -> line.matches(".*\\p{IsHan}.*"));
        assertThat(english).noneMatch(line -> line.contains("s3cret"));
        assertThat(chinese).noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void each_row_is_the_key_of_an_institution() throws IOException {
        var keys =
                read("\uFEFFstyle,secret,institution,key\nzhejiang,\"s3,cret\",H1,a\ninner-mongolia,s3cret,H2,\ncsb,x,H3,a\n")
                        .orElseThrow();
        assertThat(english).isEmpty();
        assertThat(keys.size()).isEqualTo(3);
        assertThat(keys.of("H1")).hasValue(new InstitutionKey("H1", Style.ZHEJIANG, "a", "s3,cret"));
        assertThat(keys.of("H2")).hasValue(new InstitutionKey("H2", Style.INNER_MONGOLIA, "", "s3cret"));
        assertThat(keys.named(Style.CSB, "a")).hasValue(new InstitutionKey("H3", Style.CSB, "a", "x"));
        assertThat(keys.named(Style.TIF, "a")).isEmpty();
        assertThat(keys.of("H4")).isEmpty();
    }

    @Test
    void the_sample_is_right() {
        var file = Path.of(System.getProperty("openyibao.home", ".."), "samples", "keys.csv");
        assertThat(read(file).orElseThrow().size()).isEqualTo(3);
    }

    @Test
    void what_is_wrong_is_told_by_row_and_column() throws IOException {
        refused(
                HEADER + "H1,tif,k1,s3cret\nH2,gdyb,k2,s3cret\n,csb,k3,s3cret\nH4,csb,,s3cret\nH5,csb,k5,\n"
                        + "H1,csb,k6,s3cret\nH7,tif,k1,s3cret\nH8,inner-mongolia,k8,s3cret\nH9,csb,s3cret\n",
                "keys.csv:3:style: expected one of tif, csb, zhejiang, inner-mongolia, jilin, got" + " \"gdyb\"",
                "keys.csv:4:institution: expected a value, got \"\"",
                "keys.csv:5:key: expected a value (with style inner-mongolia: none)",
                "keys.csv:6:secret: expected 1 to 200 characters",
                "keys.csv:7:institution: the same as in row 2",
                "keys.csv:8:key: the same as in row 2",
                "keys.csv:9:key: expected a value (with style inner-mongolia: none)",
                "keys.csv:10: expected 4 columns, got 3");
    }

    @Test
    void an_institution_of_jilin_has_a_login() throws IOException {
        var keys = read("institution,style,key,secret,user,password,publicKey,encryptAnswers\n"
                        + "H1,jilin,jl-client-000001,s3cret,u1,p1," + PUBLIC_KEY + ",true\n"
                        + "H2,jilin,jl-client-000002,s3cret,u2,p2,,\nH3,tif,k3,s3cret,,,,\n")
                .orElseThrow();
        var signed = keys.of("H1").orElseThrow().login().orElseThrow();
        assertThat(signed.user()).isEqualTo("u1");
        assertThat(signed.password()).isEqualTo("p1");
        assertThat(signed.encryptedAnswers()).isTrue();
        assertThat(signed.publicKey())
                .isEqualTo(Sm2Key.parse("04" + PUBLIC_KEY))
                .isPresent();
        var plain = keys.of("H2").orElseThrow().login().orElseThrow();
        assertThat(plain.publicKey()).isEmpty();
        assertThat(plain.encryptedAnswers()).isFalse();
        assertThat(keys.of("H3").orElseThrow().login()).isEmpty();
        assertThat(signed.toString()).doesNotContain("p1");
    }

    @Test
    void what_is_wrong_with_a_login_is_told() throws IOException {
        refused(
                "institution,style,key,secret,user,password,publicKey,encryptAnswers\n"
                        + "H1,jilin,short,s3cret,u1,s3cret,,\nH2,jilin,jl-client-000002,s3cret,,s3cret,,\n"
                        + "H3,jilin,jl-client-000003,s3cret,u3,,,\nH4,jilin,jl-client-000004,s3cret,u4,s3cret,04AB,\n"
                        + "H5,jilin,jl-client-000005,s3cret,u5,s3cret,,yes\nH6,tif,k6,s3cret,s3cret,,,\n"
                        + "H7,jilin,jl-client-000007,s3cret,u7,s3cret," + "11".repeat(64) + ",\n",
                "keys.csv:2:key: expected 16 characters of ASCII: with style jilin it is the key of SM4, too",
                "keys.csv:3:user: expected 1 to 200 characters",
                "keys.csv:4:password: expected 1 to 200 characters",
                "keys.csv:5:publicKey: expected a public key of SM2, in hexadecimal or Base64, or none",
                "keys.csv:6:encryptAnswers: expected true, false or none",
                "keys.csv:7:user: expected no value but with style jilin",
                "keys.csv:8:publicKey: expected a public key of SM2, in hexadecimal or Base64, or none");
    }

    @Test
    void jilin_without_its_columns_is_told() throws IOException {
        refused(
                HEADER + "H1,jilin,jl-client-000001,s3cret\n",
                "keys.csv:2:user: expected 1 to 200 characters",
                "keys.csv:2:password: expected 1 to 200 characters");
    }

    @Test
    void a_secret_that_is_too_long_is_not_shown() throws IOException {
        refused(HEADER + "H1,tif,k1," + "s3cret".repeat(40), "keys.csv:2:secret: expected 1 to 200 characters");
    }

    @Test
    void a_column_that_is_not_known_is_refused() throws IOException {
        refused("institution,style,key,secret,from\nH1,tif,k,s3cret,\n", "keys.csv:1:from: there is no such column");
    }

    @Test
    void a_column_comes_once() throws IOException {
        refused("institution,style,key,secret,key\nH1,tif,k,s3cret,\n", "keys.csv:1:key: the column comes twice");
    }

    @Test
    void a_file_without_a_header_shows_nothing_of_its_first_row() throws IOException {
        refused("H1,tif,s3cret,s3cret\n", "keys.csv:1: columns are missing: institution, key, secret, style");
    }

    @Test
    void what_cannot_be_read_shows_nothing_of_what_was_read() throws IOException {
        assertThat(read(HEADER + "H1,tif,k,\"s3cret\"s3cret\n")).isEmpty();
        assertThat(english)
                .singleElement()
                .asString()
                .startsWith("keys.csv:0: cannot be read: ")
                .contains("line: 2");
        assertThat(chinese).singleElement().asString().startsWith("keys.csv:0: 无法读取：");
        assertThat(english + " " + chinese).doesNotContain("s3cret");
    }

    @Test
    void what_is_not_utf8_is_refused() throws IOException {
        var file = Files.write(folder.resolve("keys.csv"), new byte[] {(byte) 0xB9, (byte) 0xFA});
        assertThat(read(file)).isEmpty();
        assertThat(english).containsExactly("keys.csv:0: cannot be read: expected UTF-8");
    }
}
