package org.openyibao.engine.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.Packs;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Text;

class ProvisionTest {

    private static final PolicyBook BOOK = PolicyBook.read(Packs.folder());

    private static Provision provision(String key) {
        return Provision.of(
                rules().filter(rule -> rule.key().equals(key)).findFirst().orElseThrow());
    }

    private static Stream<Rule> rules() {
        return BOOK.packs().stream().map(Pack::rules).flatMap(List::stream);
    }

    @Test
    void a_share_by_brackets_names_each_part() {
        var read = provision("999999/inpatient-level-3@always");
        assertThat(read.chapter()).isEqualTo(Provision.Chapter.FUND);
        assertThat(read.terms())
                .containsExactly(
                        new Provision.Term(new Text("险种", "Scheme"), new Text("职工医保", "Employee medical insurance")),
                        new Provision.Term(new Text("就医类别", "Care"), new Text("住院", "Inpatient")),
                        new Provision.Term(new Text("机构级别", "Level of the institution"), new Text("三级", "3")));
        assertThat(read.sentences())
                .containsExactly(new Text(
                        "起付线以上的政策范围内费用，统筹基金按本次政策范围内金额分段支付",
                        "Above the deductible the pooled fund pays shares of what is in scope by brackets of what is in"
                                + " scope of this settlement"));
        assertThat(read.parts())
                .extracting(part -> part.of().zh() + " " + part.share())
                .containsExactly("5,000.00 元（含）以下 80%", "5,000.00 元以上至 10,000.00 元（含） 85%", "超过 10,000.00 元的部分 90%");
        assertThat(read.parts())
                .extracting(part -> part.of().en())
                .containsExactly("up to 5,000.00", "above 5,000.00 up to 10,000.00", "above 10,000.00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "999999/inpatient-level-1@always | 起付线以上的政策范围内费用，统筹基金支付 90% | Above the deductible the pooled fund pays 90% of what is in scope",
                "110000/outpatient-deductible-active@2011-01-01 | 起付线年度累计 1,800.00 元，由个人负担 | The person bears the first 1,800.00 yuan per year",
                "110000/inpatient-cap@2023-01-01 | 统筹基金（住院）最高支付 500,000.00 元 | At most 500,000.00 yuan: pooled fund, inpatient",
                "999999/reduction-referred@always | 统筹基金支付比例降低 10 个百分点 | The ratios of the pooled fund are lowered by 10 percentage points",
                "999999/claim-limit@always | 应在就医（出院）之日后 12 个月内申请报销 | A bill is claimed within 12 months after the day on which care ended",
                "000000/purpose-sport-fitness@2021-04-13 | 个人账户不得支付体育健身：个人账户不得用于体育健身 | An account must not pay for sport and fitness: an account must not pay for sport and fitness",
            })
    void a_rule_says_what_it_does(String key, String zh, String en) {
        assertThat(provision(key).sentences()).containsExactly(new Text(zh, en));
    }

    @Test
    void ages_and_disease_lists_are_conditions() {
        assertThat(provision("999999/chronic-tumour@always").terms())
                .contains(new Provision.Term(new Text("病种目录", "Disease list"), Text.same("tumour")));
    }

    @Test
    void every_rule_of_every_pack_can_be_read_in_both_languages() {
        assertThat(rules().count()).isGreaterThan(300);
        rules().forEach(rule -> {
            var read = Provision.of(rule);
            assertThat(read.sentences()).as(rule.key()).isNotEmpty().allSatisfy(sentence -> {
                assertThat(sentence.zh()).isNotBlank().doesNotContain("null");
                assertThat(sentence.en().codePoints().filter(Character::isIdeographic))
                        .as(sentence.en())
                        .isEmpty();
            });
            assertThat(read.terms())
                    .allSatisfy(term -> assertThat(term.answers().en()).isNotBlank());
        });
    }
}
