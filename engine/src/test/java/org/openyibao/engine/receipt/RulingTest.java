package org.openyibao.engine.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.Packs;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Text;

/// What is said of a decision on something other than a bill.
class RulingTest {

    private static final CompiledPolicy POLICY = Packs.of(
                    "970100",
                    "- {id: heirs, notes: 两说取一 / one of two readings, withdrawal: {for: death, documents: [heir-id], payee: heir}}")
            .on("970100", Scheme.EMPLOYEE, LocalDate.of(2025, 1, 1));

    private static final Rule RULE = POLICY.all(Effect.Withdrawal.class)[0];

    private static Ruling ruling(Optional<Reason> reason, List<Rule> rules) {
        return Ruling.of(new Text("试", "Test"), Map.of("allowed", "false"), reason, List.of(), kind -> 0, rules);
    }

    @Test
    void the_doubt_stands_first_and_what_can_be_done_before_the_rules() {
        assertThat(ruling(Optional.of(Reason.DOCUMENTS_MISSING), List.of(RULE)).text(Locale.CHINESE))
                .isEqualTo("""
                                              医疗保障待遇说明
                注意：所依据的规则中有 1 条未经官方文件核实（以 * 标出），结果仅供参考
                ============================================================================
                参保地            试
                ----------------------------------------------------------------------------
                允许  否
                ----------------------------------------------------------------------------
                原因：缺少材料
                可以这样做：请补齐材料后再办理
                ----------------------------------------------------------------------------
                依据
                    * 970100/heirs@always
                      规则 （见注）
                      试 · 样例 · 样例，非真实政策
                ----------------------------------------------------------------------------
                注
                  970100/heirs@always
                    两说取一
                """);
    }

    @Test
    void without_a_rule_it_says_whom_to_ask() {
        assertThat(ruling(Optional.of(Reason.NO_RULE_FOR_REGION), List.of()).text(Locale.ENGLISH))
                .contains("Allowed  no\n")
                .contains("Why: no rule is known for this home region, and none is guessed\n")
                .contains("What to do: ask the agency of the home region (telephone 12393);")
                .endsWith("No rule was found\n");
    }

    @Test
    void the_tree_says_the_doubt_first_too() {
        var tree = ruling(Optional.empty(), List.of(RULE)).asTree();
        assertThat(tree.keySet()).startsWith("lowConfidence", "warning");
        assertThat(tree).containsEntry("lowConfidence", true).containsEntry("answers", Map.of("allowed", "false"));
        assertThat(ruling(Optional.empty(), List.of()).asTree())
                .containsEntry("lowConfidence", false)
                .doesNotContainKey("warning");
    }
}
