package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.cli.TestServer;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.policy.PacksOnDisk;
import org.openyibao.server.policy.Policies;
import tools.jackson.databind.json.JsonMapper;

class PolicyApiTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static TestApi api;
    private static TestApi administrator;

    @BeforeAll
    static void start() {
        PacksOnDisk.write(folder, "200.00", "90%");
        server = TestServer.start(folder);
        api = new TestApi(server);
        administrator = api.as(new Caller("administrator", Role.ADMINISTRATOR, ""));
    }

    @AfterAll
    static void stop() {
        api.close();
        server.close();
    }

    private static HttpResponse<String> reload(String... headers) throws Exception {
        var request = administrator.request("/api/policies/reload").POST(HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return server.send(request.build());
    }

    @Test
    void packs_as_they_are_now_are_put_in_force() throws Exception {
        var before = server.service(Policies.class).current();
        PacksOnDisk.write(folder, "300.00", "50%");
        var answer = reload();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree("{\"packs\": 1, \"rules\": 2}"));
        assertThat(server.service(Policies.class).current()).isNotSameAs(before);
    }

    @Test
    void a_broken_pack_is_refused_in_the_callers_language_and_those_in_use_stay() throws Exception {
        var before = server.service(Policies.class).current();
        PacksOnDisk.write(folder, "200.00", "900%");
        var place = folder + "/110000-made-up/rules.yaml:9: rules[1].pool.ratio: ";

        var chinese = reload("Accept-Language", "zh-CN");
        assertThat(chinese.statusCode()).isEqualTo(422);
        var tree = JSON.readTree(chinese.body());
        assertThat(tree.get("code").asString()).isEqualTo("PACKS_NOT_UNDERSTOOD");
        assertThat(tree.get("details").size()).isEqualTo(1);
        assertThat(tree.at("/details/0").asString()).isEqualTo(place + "应为0% 到 100% 之间的比例（如 85%），实为 “900%”");

        assertThat(JSON.readTree(reload("Accept-Language", "en").body())
                        .at("/details/0")
                        .asString())
                .isEqualTo(place + "expected a ratio from 0% to 100%, such as 85%, got \"900%\"");
        assertThat(server.service(Policies.class).current()).isSameAs(before);
    }

    /// As a page it would be the law of a region of that name, which is not for administrators.
    @Test
    void it_cannot_be_read_as_a_page() throws Exception {
        assertThat(administrator.get("/api/policies/reload").status()).isEqualTo(403);
    }
}
