package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.server.language.Messages;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `can-i-use`, by the packs of the checkout.
class CanIUseTest {

    private static final Path CASES = PolicyOptions.standardFolder().resolve("000000-national/cases/can-i-use.yaml");

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int ask(String... arguments) {
        return CommandLines.of(new CanIUse(), Messages.of(Locale.ENGLISH))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }

    private JsonNode asJson(String arguments) {
        assertThat(ask((arguments + " --json").split(" ")))
                .as(errors.toString())
                .isZero();
        return JsonMapper.shared().readTree(output.toString()).get(0);
    }

    /// Xi'an's pool pays nothing at a pharmacy; the account does where the person filed as settled in Shanghai.
    @Test
    void a_retired_person_settled_in_shanghai_pays_a_pharmacy_there_with_prior_years_money() {
        var answer = asJson("--home 610100 --status retired --place 310115 --visit pharmacy --on 2025-05-01"
                + " --filing long-term --filed 2024-01-10 --filed-for 310000 --prior 1500.00");
        assertThat(answer.at("/route").asString()).isEqualTo("direct");
        assertThat(answer.at("/payers/0/payer").asString()).isEqualTo("fund");
        assertThat(answer.at("/payers/0/allowed").asBoolean()).isFalse();
        assertThat(answer.at("/payers/2/payer").asString()).isEqualTo("own-prior");
        assertThat(answer.at("/payers/2/allowed").asBoolean()).isTrue();
        assertThat(answer.at("/payers/2/balance").asString()).isEqualTo("1500.00");
    }

    @Test
    void not_filed_it_says_where_until_when_and_with_which_documents() {
        assertThat(ask("--home", "999999", "--place", "310000", "--visit", "inpatient", "--on", "2025-05-01"))
                .isZero();
        assertThat(output.toString())
                .contains(
                        "file for care away from home with Specimen region, before the discharge",
                        "Referred: documents: the referral of a designated hospital at home; for",
                        "000000/filing-need@always",
                        "医保发〔2022〕22号",
                        "20 percentage points off");
    }

    @Test
    void it_speaks_chinese_or_english_as_asked() {
        assertThat(ask("--home", "220200", "--locale", "zh", "--on", "2025-05-01"))
                .isZero();
        assertThat(output.toString()).contains("医保能不能用", "本人历年账户", "可以");
    }

    @Test
    void a_file_of_cases_is_answered_case_by_case() {
        assertThat(ask(CASES.toString(), "--json")).as(errors.toString()).isZero();
        assertThat(JsonMapper.shared().readTree(output.toString()).size()).isGreaterThan(30);
    }

    @ParameterizedTest
    @CsvSource({
        "--home 9999, insured.region: expected a region code of six digits",
        "--place 310000, insured: key \"region\" is missing",
        "--home 220200 --visit dental, visit.kind: expected one of outpatient",
        "--home 220200 --prior -1, account.prior: expected an amount in yuan",
        "--home 220200 --filing referred --filed 2025-02-30, filing.made: expected a date",
        "--home 220200 --filed 2025-02-03, filing: key \"kind\" is missing",
        "--home 220200 --on today, on: expected a date",
        "--home 220200 --locale fr, --locale: expected zh or en",
        "nowhere.yaml, nowhere.yaml",
    })
    void what_is_wrong_is_named(String arguments, String complaint) {
        assertThat(ask(arguments.split(" "))).isEqualTo(2);
        assertThat(errors.toString()).contains(complaint);
        assertThat(output.toString()).isEmpty();
    }
}
