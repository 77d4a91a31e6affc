package org.openyibao.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.engine.Packs;

class RegionsTest {

    @TempDir
    private Path folder;

    @Test
    void the_page_is_that_of_the_packs() throws IOException {
        var page = Packs.folder().resolveSibling("docs").resolve("regions.md");
        assertThat(Files.readString(page))
                .as(page + " is stale; `./openyibao regions > docs/regions.md` writes it anew")
                .isEqualTo(Regions.page(Packs.folder()));
    }

    /// Nothing is paid at pharmacies by a share of 0 %.
    @Test
    void a_pack_is_a_line_and_its_sources() {
        Packs.write(
                folder,
                "970000",
                "- {id: a, scheme: employee, when: {visit: [outpatient, emergency]}, pool: {ratio: 50%}}\n"
                        + "- {id: b, scheme: resident, when: {visit: pharmacy}, pool: {ratio: 0%}}\n"
                        + "- {id: c, scheme: resident, cap: {amount: 100.00, counts: pool}}\n");
        assertThat(Regions.page(folder))
                .contains("1 个政策包，3 条规则。1 packs, 3 rules.\n")
                .contains("| 970000 试 Test 970000 | 职工医保、居民医保 | 普通门诊、急诊 | cap | specimen 3 |\n")
                .endsWith("\n## 来源 Sources\n\n### 970000 试 Test 970000\n\n- 试（specimen）\n");
    }
}
