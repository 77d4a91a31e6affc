package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.identity.OpenIdProvider;
import org.openyibao.server.language.Messages;

class OpenIdFileTest {

    @TempDir
    private Path folder;

    private OpenIdProvider read(String text, Map<String, String> environment) throws IOException {
        var file = Files.writeString(folder.resolve("oidc.properties"), text);
        return OpenIdFile.read(file, environment, Messages.of(Locale.ENGLISH));
    }

    @Test
    void the_secret_comes_from_a_file_beside_or_from_the_environment() throws IOException {
        Files.writeString(folder.resolve("secret"), "s3cret\n");
        assertThat(read("""
                        issuer = https://id.example.cn/realms/bureau
                        client-id = openyibao
                        client-secret-file = secret
                        claim = email
                        name = 统一身份认证
                        """, Map.of()))
                .isEqualTo(new OpenIdProvider(
                        "统一身份认证", URI.create("https://id.example.cn/realms/bureau"), "openyibao", "s3cret", "email"));
        assertThat(read(
                        "issuer=http://127.0.0.1:9000\nclient-id=openyibao\n",
                        Map.of("OPENYIBAO_OIDC_SECRET", "of-the-environment")))
                .isEqualTo(new OpenIdProvider(
                        "127.0.0.1",
                        URI.create("http://127.0.0.1:9000"),
                        "openyibao",
                        "of-the-environment",
                        "preferred_username"));
    }

    @Test
    void what_is_wrong_is_told() {
        var secret = Map.of("OPENYIBAO_OIDC_SECRET", "x");
        assertThatThrownBy(() -> read("client-id=openyibao\n", secret)).hasMessageEndingWith(": issuer is missing");
        assertThatThrownBy(() -> read("issuer=https://id.example.cn\n", secret))
                .hasMessageEndingWith(": client-id is missing");
        assertThatThrownBy(() -> read("issuer=https://id.example.cn\nclient-id=a\n", Map.of()))
                .hasMessageEndingWith(": client-secret-file is missing, and so is the variable OPENYIBAO_OIDC_SECRET");
        assertThatThrownBy(() -> read("issuer=https://id.example.cn\nclient-id=a\nclient-secret=b\n", secret))
                .hasMessageEndingWith(": unknown key client-secret; expected claim, client-id, client-secret-file,"
                        + " issuer, name");
        for (var issuer : new String[] {"http://192.0.2.1", "ftp://127.0.0.1", "id.example.cn", "https:// x"}) {
            assertThatThrownBy(() -> read("issuer=" + issuer + "\nclient-id=a\n", secret))
                    .hasMessageEndingWith(
                            ": issuer: expected an https address, or an http one of this machine, got " + issuer);
        }
        assertThatThrownBy(() -> read("issuer=https://id.example.cn\nclient-id=a\nclient-secret-file=none\n", secret))
                .hasMessageEndingWith("none cannot be read");
    }
}
