package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.fen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Effect.RateKind;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.Batches;
import org.openyibao.server.account.Entry;
import org.openyibao.server.account.Posting;
import org.openyibao.server.enrolment.Contribution;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Rooms;
import tools.jackson.databind.JsonNode;

/// Balances, statements, years and explanations over HTTP. The amounts are worked out by hand.
class AccountApiTest {

    private static final String BEIJING = "110000";
    private static final Map<RateKind, Ratio> RATES =
            Map.of(RateKind.DEMAND, Ratio.ofMillionths(500), RateKind.THREE_MONTH, Ratio.ofMillionths(6_500));

    private static ServedRooms served;
    private static Rooms rooms;
    private static TestApi api;

    @BeforeAll
    static void start() {
        served = ServedRooms.open();
        rooms = served.rooms();
        api = served.api();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static TestApi.Answer statement(String person, String from, String to) {
        return api.get("/api/accounts/" + person + "/statement?from=" + from + "&to=" + to);
    }

    private static void contributes(String person, YearMonth month, ContributionKind kind, String own, String fixed) {
        var contribution = new Contribution(
                person,
                Scheme.EMPLOYEE,
                month,
                BEIJING,
                kind,
                own.equals("0.00") ? fen("0.00") : fen("7350.00"),
                fen(own),
                own.equals("0.00") ? fen("0.00") : fen("588.00"),
                fen(fixed),
                month.atEndOfMonth());
        var taken = rooms.transaction(connection -> rooms.service(Enrolment.class)
                .contribute(connection, List.of(new Enrolment.Offered(contribution, false)), "clerk", "test"));
        assertThat(taken.added()).isEqualTo(1);
        rooms.service(Batches.class).run(new Batches.Order.Credit(BEIJING, month, "clerk-1"), false, report -> {});
    }

    private static String held(JsonNode holding) {
        return holding.get("current").asString() + " " + holding.get("prior").asString() + " "
                + holding.get("wallet").asString();
    }

    /// The lines of a statement, one a row: day, kind, what changed, what is held then.
    private static List<String> lines(TestApi.Answer answer) {
        return answer.json()
                .at("/lines")
                .valueStream()
                .map(line -> line.get("day").asString() + " " + line.get("kind").asString() + ": "
                        + held(line.get("change")) + " -> " + held(line.get("after")))
                .toList();
    }

    /// 300.00 + 500.00 brought on 10 March 2025, 2 % of 7350.00 on 2 April, 100.50 of care on 20 December.
    private record Life(String person, Rooms.Visit visit, Outcome.Settled settled) {
        static Life until2025() {
            rooms.today("2025-03-10");
            var person = rooms.employee("300.00", "500.00");
            rooms.today("2025-04-02");
            contributes(person, YearMonth.of(2025, 3), ContributionKind.REGULAR, "147.00", "0.00");
            rooms.today("2025-12-20");
            var visit = rooms.visit(person, LocalDate.of(2025, 12, 20));
            return new Life(person, visit, rooms.settled(visit, "b", "100.50"));
        }
    }

    @Test
    void a_statement_says_what_came_and_went_and_what_was_held_after_each() {
        var life = Life.until2025();
        rooms.today("2025-12-31");
        var answer = statement(life.person(), "2025-04-01", "2025-12-31");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(held(answer.json().get("opening"))).isEqualTo("300.00 500.00 0.00");
        assertThat(lines(answer))
                .containsExactly(
                        "2025-04-02 credit: 147.00 0.00 0.00 -> 447.00 500.00 0.00",
                        "2025-12-20 settlement: -100.50 0.00 0.00 -> 346.50 500.00 0.00");
        assertThat(held(answer.json().get("closing"))).isEqualTo("346.50 500.00 0.00");
        assertThat(answer.at("/in")).isEqualTo("147.00");
        assertThat(answer.at("/out")).isEqualTo("100.50");
        assertThat(answer.at("/lines/0/what")).isEqualTo("contribution of 2025-03");
        assertThat(answer.at("/lines/0/reference")).isEqualTo("credit:employee:2025-03:1");
        assertThat(answer.at("/lines/1/what")).isEqualTo("outpatient at 样例机构 " + Rooms.HOSPITAL + " on 2025-12-20");
        assertThat(answer.at("/lines/1/reference"))
                .isEqualTo(life.settled().settlement().id());
        assertThat(answer.at("/name")).isEqualTo("张**");
        var chinese = api.get("/api/accounts/" + life.person() + "/statement?from=2025-04-01", "zh-CN");
        assertThat(chinese.at("/lines/0/what")).isEqualTo("2025-03 缴费划入");
        assertThat(chinese.at("/lines/1/what")).startsWith("普通门诊，样例机构");
        assertThat(chinese.at("/to")).isEqualTo("2025-12-31");
    }

    /// 447.00 + 500.00 after April; 100.50 went out in December; nothing in between.
    @Test
    void months_say_what_came_and_went_also_where_nothing_did() {
        var life = Life.until2025();
        rooms.today("2025-12-31");
        var answer = api.get("/api/accounts/" + life.person() + "/months?from=2025-04-01&to=2025-12-31");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json()
                        .valueStream()
                        .map(month -> month.get("month").asString() + " "
                                + month.get("in").asString() + " "
                                + month.get("out").asString() + " " + held(month.get("closing"))))
                .containsExactly(
                        "2025-04 147.00 0.00 447.00 500.00 0.00",
                        "2025-05 0.00 0.00 447.00 500.00 0.00",
                        "2025-06 0.00 0.00 447.00 500.00 0.00",
                        "2025-07 0.00 0.00 447.00 500.00 0.00",
                        "2025-08 0.00 0.00 447.00 500.00 0.00",
                        "2025-09 0.00 0.00 447.00 500.00 0.00",
                        "2025-10 0.00 0.00 447.00 500.00 0.00",
                        "2025-11 0.00 0.00 447.00 500.00 0.00",
                        "2025-12 0.00 100.50 346.50 500.00 0.00");
    }

    /// The opening of 800.00, 147.00 credited, 100.50 of care: each after the other, or some of them.
    @Test
    void a_statement_can_be_narrowed_and_read_in_parts() {
        var life = Life.until2025();
        rooms.today("2025-12-31");
        var path = "/api/accounts/" + life.person() + "/statement?from=2025-01-01&";
        assertThat(lines(api.get(path + "way=in")))
                .containsExactly(
                        "2025-03-10 opening: 300.00 500.00 0.00 -> 300.00 500.00 0.00",
                        "2025-04-02 credit: 147.00 0.00 0.00 -> 447.00 500.00 0.00");
        var care = api.get(path + "kind=settlement,interest");
        assertThat(lines(care)).containsExactly("2025-12-20 settlement: -100.50 0.00 0.00 -> 346.50 500.00 0.00");
        assertThat(care.at("/found") + " " + care.at("/in") + " " + care.at("/out"))
                .isEqualTo("1 947.00 100.50");
        var second = api.get(path + "latestFirst=true&offset=1&limit=1");
        assertThat(lines(second)).containsExactly("2025-04-02 credit: 147.00 0.00 0.00 -> 447.00 500.00 0.00");
        assertThat(second.at("/found")).isEqualTo("3");
        assertThat(lines(api.get(path + "offset=3"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kind=gold, kind",
        "way=up, way",
        "latestFirst=soon, latestFirst",
        "offset=-1, offset",
        "limit=0, limit",
        "limit=x, limit"
    })
    void a_statement_of_nothing_known_is_refused(String parameter, String field) {
        var answer = api.get("/api/accounts/" + Life.until2025().person() + "/statement?" + parameter);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/field")).isEqualTo(field);
    }

    @Test
    void on_new_years_day_this_years_money_is_money_of_prior_years_though_nobody_booked_it() {
        var life = Life.until2025();
        var path = "/api/accounts/" + life.person();
        rooms.today("2025-12-31");
        var before = api.get(path);
        assertThat(held(before.json())).isEqualTo("346.50 500.00 0.00");
        assertThat(before.json().has("toBook")).isFalse();
        rooms.now("2026-01-01T00:00:00");
        var after = api.get(path);
        assertThat(held(after.json())).isEqualTo("0.00 846.50 0.00");
        assertThat(after.at("/toBook")).isEqualTo("346.50");
        assertThat(after.at("/year")).isEqualTo("2026");
        assertThat(after.at("/version")).isEqualTo(before.at("/version"));

        var answer = statement(life.person(), "2026-01-01", "2026-01-01");
        assertThat(held(answer.json().get("opening"))).isEqualTo("346.50 500.00 0.00");
        assertThat(lines(answer)).containsExactly("2026-01-01 carry-over: -346.50 346.50 0.00 -> 0.00 846.50 0.00");
        assertThat(answer.at("/lines/0/what"))
                .isEqualTo("the money of 2025 becomes money of prior years (to be booked)");
        assertThat(answer.json().at("/lines/0").has("bookedAt")).isFalse();
        assertThat(answer.at("/in") + " " + answer.at("/out")).isEqualTo("0.00 0.00");

        var december = statement(life.person(), "2025-12-01", "2025-12-31");
        assertThat(held(december.json().get("closing"))).isEqualTo("346.50 500.00 0.00");
    }

    /// Interest: 0.05 % of 12,817,200 fen-days and 0.65 % of 14,850,000, over 365 days: 0.18 and 2.64.
    @Test
    void over_the_turn_of_the_year_a_reversal_and_the_interest_go_to_prior_years() {
        var life = Life.until2025();
        rooms.today("2026-01-05");
        rooms.done(Outcome.Settled.class, life.visit().reverse(life.settled()));
        rooms.today("2026-01-10");
        rooms.service(Batches.class)
                .run(new Batches.Order.YearEnd(BEIJING, 2025, RATES, "clerk-1"), false, report -> {});
        var expected = List.of(
                "2026-01-01 carry-over: -346.50 346.50 0.00 -> 0.00 846.50 0.00",
                "2026-01-05 reversal: 0.00 100.50 0.00 -> 0.00 947.00 0.00",
                "2026-01-10 interest: 0.00 0.18 0.00 -> 0.00 947.18 0.00",
                "2026-01-10 interest: 0.00 2.64 0.00 -> 0.00 949.82 0.00");
        var answer = statement(life.person(), "2026-01-01", "2026-01-10");
        assertThat(lines(answer)).isEqualTo(expected);
        assertThat(answer.at("/lines/0/bookedAt")).isEqualTo("2026-01-05T10:00:00+08:00");
        assertThat(answer.at("/lines/1/what")).startsWith("returned: outpatient at");
        assertThat(answer.at("/lines/3/what")).isEqualTo("interest of 2025 on prior years' money");
        assertThat(answer.json()
                        .at("/totals")
                        .valueStream()
                        .map(total -> total.get("kind").asString() + " "
                                + total.get("lines").asInt() + " "
                                + total.get("in").asString() + " "
                                + total.get("out").asString() + " " + held(total.get("change")))
                        .toList())
                .containsExactly(
                        "reversal 1 100.50 0.00 0.00 100.50 0.00",
                        "carry-over 1 0.00 0.00 -346.50 346.50 0.00",
                        "interest 2 2.82 0.00 0.00 2.82 0.00");
        assertThat(held(answer.json().get("closing"))).isEqualTo("0.00 949.82 0.00");

        var years = api.get("/api/accounts/" + life.person() + "/years");
        assertThat(years.json().size()).isEqualTo(2);
        assertThat(years.at("/0/broughtIn")).isEqualTo("800.00");
        assertThat(years.at("/0/creditedOwn")).isEqualTo("147.00");
        assertThat(years.at("/0/care/0/kind") + " " + years.at("/0/care/0/paid"))
                .isEqualTo("outpatient 100.50");
        assertThat(held(years.json().at("/0/closing"))).isEqualTo("346.50 500.00 0.00");
        assertThat(held(years.json().at("/1/opening"))).isEqualTo("346.50 500.00 0.00");
        assertThat(years.at("/1/carriedOver")).isEqualTo("346.50");
        assertThat(years.at("/1/interest")).isEqualTo("2.82");
        assertThat(years.at("/1/care/0/paid")).isEqualTo("-100.50");
        assertThat(held(years.json().at("/1/closing"))).isEqualTo("0.00 949.82 0.00");
    }

    @Test
    void a_carry_over_that_is_booked_late_counts_from_new_years_day() {
        var life = Life.until2025();
        rooms.today("2026-08-20");
        contributes(life.person(), YearMonth.of(2026, 7), ContributionKind.REGULAR, "147.00", "0.00");
        assertThat(rooms.text(
                        "select min(posted_at)::date::text from journal where psn_no = ? and why = 'CARRY_OVER'",
                        life.person()))
                .isEqualTo("2026-08-20");
        var january = statement(life.person(), "2026-01-01", "2026-01-31");
        assertThat(lines(january)).containsExactly("2026-01-01 carry-over: -346.50 346.50 0.00 -> 0.00 846.50 0.00");
        assertThat(held(statement(life.person(), "2026-02-01", "2026-08-20")
                        .json()
                        .get("closing")))
                .isEqualTo("147.00 846.50 0.00");
    }

    @Test
    void why_names_the_rule_of_each_change_and_where_prior_years_money_came_from() {
        var life = Life.until2025();
        rooms.today("2026-01-05");
        rooms.done(Outcome.Settled.class, life.visit().reverse(life.settled()));
        rooms.service(Batches.class)
                .run(new Batches.Order.YearEnd(BEIJING, 2025, RATES, "clerk-1"), false, report -> {});
        var path = "/api/accounts/" + life.person() + "/why?from=2025-01-01";
        var why = api.get(path);
        assertThat(why.status()).as(why.text()).isEqualTo(200);
        assertThat(held(why.json().get("account"))).isEqualTo("0.00 949.82 0.00");
        assertThat(why.json()
                        .at("/statement/lines")
                        .valueStream()
                        .map(line -> line.get("kind").asString() + " "
                                + line.at("/rule/id").asString("-").split("[@#]")[0])
                        .toList())
                .containsExactly(
                        "opening -",
                        "credit 000000/inflow-active",
                        "settlement 000000/account-scope",
                        "carry-over 000000/interest",
                        "reversal -",
                        "interest 000000/interest",
                        "interest 000000/interest");
        var prior = why.json().get("priorYears");
        assertThat(prior.get("byYear").asBoolean()).isTrue();
        assertThat(prior.get("carried").toString()).isEqualTo("[{\"year\":2025,\"amount\":\"346.50\"}]");
        assertThat(prior.get("interest").toString()).isEqualTo("[{\"year\":2025,\"amount\":\"2.82\"}]");
        assertThat(prior.get("otherwise").asString()).isEqualTo("600.50");

        rooms.settled(rooms.visit(life.person(), LocalDate.of(2026, 1, 5)), "c", "10.00");
        var spent = api.get(path).json().get("priorYears");
        assertThat(spent.get("byYear").asBoolean()).isFalse();
        assertThat(spent.get("paid").asString()).isEqualTo("10.00");
        assertThat(spent.get("held").asString()).isEqualTo("939.82");
        assertThat(spent.get("what").asString()).contains("10.00 of it went out", "cannot be told");
        assertThat(api.get(path, "zh-CN").at("/priorYears/what")).contains("已从中支出 10.00", "无法得出");
    }

    /// A retiree of Beijing: 95.50 fixed, 60.00 of a premium, a relative's 30.00 of care, 20.00 to a wallet.
    @Test
    void a_year_tells_fixed_amounts_uses_relatives_and_the_wallet_apart() {
        rooms.today("2025-10-09");
        var retiree = rooms.insured(Scheme.EMPLOYEE, BEIJING, Status.RETIRED);
        contributes(retiree, YearMonth.of(2025, 9), ContributionKind.FIXED, "0.00", "95.50");
        var relative = rooms.employee("10.00", "0.00");
        rooms.bind(relative, retiree, Relation.FATHER);
        rooms.settled(rooms.visit(relative, LocalDate.of(2025, 10, 9)), "b", "40.00");
        var child = rooms.employee("220200", "0.00", "0.00");
        var sent = api.post(
                "/api/accounts/" + retiree + "/wallet/transfers",
                "{\"recipient\": \"" + child + "\", \"relation\": \"father\", \"amount\": \"20.00\"}");
        assertThat(sent.status()).as(sent.text()).isEqualTo(200);
        api.post("/api/accounts/" + child + "/wallet/transfers/" + sent.at("/transfer") + "/acceptance", "{}");
        var premium = api.post(
                "/api/accounts/" + retiree + "/uses",
                "{\"purpose\": \"long-term-care-premium\", \"relation\": \"self\", \"amount\": \"5.50\"}");
        assertThat(premium.status()).as(premium.text()).isEqualTo(200);

        var year = api.get("/api/accounts/" + retiree + "/years").json().get(0);
        assertThat(List.of("creditedOwn", "creditedFixed", "family", "walletSent", "walletReceived", "uses"))
                .extracting(name -> year.get(name).asString())
                .containsExactly("0.00", "95.50", "30.00", "20.00", "0.00", "5.50");
        assertThat(held(year.get("closing"))).isEqualTo("40.00 0.00 0.00");
        var others = api.get("/api/accounts/" + child + "/years").json().get(0);
        assertThat(others.get("walletReceived").asString()).isEqualTo("20.00");
        assertThat(held(others.get("closing"))).isEqualTo("0.00 0.00 20.00");

        var told = statement(retiree, "2025-10-01", "2025-10-09");
        assertThat(told.json()
                        .at("/lines")
                        .valueStream()
                        .map(line -> line.get("what").asString())
                        .toList())
                .containsExactly(
                        "fixed amount of 2025-09",
                        "care of a relative (number ending in " + relative.substring(relative.length() - 4)
                                + ") on 2025-10-09",
                        "sent to a relative's wallet",
                        "long-term care insurance premium");
    }

    @Test
    void what_is_paid_out_is_in_the_statement_with_its_reason() {
        rooms.today("2025-06-02");
        var person = rooms.employee("220200", "312.45", "5021.30");
        var path = "/api/accounts/" + person + "/withdrawals";
        var asked = api.post(path, """
                {"reason": "death", "happenedOn": "2025-05-31", "documents": ["heir-id", "bank-account"],
                 "payeeName": "测试甲"}""");
        api.reviewer("r-1").post(path + "/" + asked.at("/withdrawal") + "/approval", "{}");
        var why = api.get("/api/accounts/" + person + "/why");
        assertThat(why.at("/statement/lines/1/what")).isEqualTo("withdrawn: death");
        assertThat(why.at("/statement/lines/1/rule/id")).startsWith("220200/withdrawal-death");
        assertThat(held(why.json().at("/statement/lines/1/change"))).isEqualTo("-312.45 -5021.30 0.00");
        assertThat(why.at("/priorYears/what")).isEqualTo("there is no money of prior years");
    }

    /// Columns: day, kind, what, reference, in, out, three changes, four balances.
    @Test
    void as_csv_it_opens_in_a_spreadsheet() {
        var life = Life.until2025();
        rooms.today("2025-12-31");
        var path = "/api/accounts/" + life.person() + "/statement?from=2025-04-01&to=2025-12-31";
        var answer = api.call("GET", path, api.request(path, "zh-CN").header("Accept", "text/csv"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(answer.response().headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"statement-2025-04-01-2025-12-31.csv\"");
        assertThat(answer.bytes()).startsWith(0xEF, 0xBB, 0xBF);
        var id = life.settled().settlement().id();
        assertThat(new String(answer.bytes(), StandardCharsets.UTF_8).substring(1))
                .isEqualTo(String.join(
                        "\r\n",
                        "日期,事由,说明,凭证,收入,支出,当年变动,历年变动,钱包变动,当年余额,历年余额,钱包余额,余额合计",
                        "2025-04-01,期初余额,,,,,,,,300.00,500.00,0.00,800.00",
                        "2025-04-02,划入,2025-03 缴费划入,credit:employee:2025-03:1,147.00,0.00,147.00,0.00,0.00,"
                                + "447.00,500.00,0.00,947.00",
                        "2025-12-20,就医购药,普通门诊，样例机构 " + Rooms.HOSPITAL + "，2025-12-20,settlement:" + id
                                + ",0.00,100.50,-100.50,0.00,0.00,346.50,500.00,0.00,846.50",
                        "\"\",本期合计,就医购药,,0.00,100.50,-100.50,0.00,0.00,,,,",
                        "\"\",本期合计,划入,,147.00,0.00,147.00,0.00,0.00,,,,",
                        "2025-12-31,期末余额,,,,,,,,346.50,500.00,0.00,846.50",
                        ""));
    }

    private static List<String> textOf(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document).lines().toList();
        }
    }

    @Test
    void as_pdf_it_says_the_same_in_a_font_of_its_own() throws IOException {
        var life = Life.until2025();
        rooms.today("2026-01-05");
        var path = "/api/accounts/" + life.person() + "/statement?from=2025-04-01&to=2026-01-05";
        var answer = api.call("GET", path, api.request(path, "zh-CN").header("Accept", "application/pdf"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"statement-2025-04-01-2026-01-05.pdf\"");
        var id = life.settled().settlement().id();
        assertThat(textOf(answer.bytes()))
                .containsExactly(
                        "个人账户明细",
                        "人员编号 " + life.person() + " 姓名 张**",
                        "2025-04-01 至 2026-01-05",
                        "日期 事由 说明 凭证 收入 支出 当年余额 历年余额 钱包余额 余额合计",
                        "2025-04-01 期初余额 300.00 500.00 0.00 800.00",
                        "2025-04-02 划入 2025-03 缴费划入 credit:employee:2025-03:1 147.00 0.00 447.00 500.00 0.00 947.00",
                        "2025-12-20 就医购药 普通门诊，样例机构 " + Rooms.HOSPITAL + "，2025-12-20 settlement:" + id
                                + " 0.00 100.50 346.50 500.00 0.00 846.50",
                        "2026-01-01 结转 2025 年当年余额结转为历年余额（待记账） year-end:2025 0.00 0.00 0.00 846.50 0.00 846.50",
                        "本期合计 就医购药 0.00 100.50",
                        "本期合计 划入 147.00 0.00",
                        "本期合计 结转 346.50 0.00 0.00",
                        "2026-01-05 期末余额 0.00 846.50 0.00 846.50",
                        "第 1 页");
        try (var document = Loader.loadPDF(answer.bytes())) {
            for (var name : document.getPage(0).getResources().getFontNames()) {
                var font = document.getPage(0).getResources().getFont(name);
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).matches("[A-Z]{6}\\+NotoSansSC.*");
            }
        }
        assertThat(answer.bytes().length).isLessThan(200_000);
        var english = api.call("GET", path, api.request(path, "en").header("Accept", "application/pdf"));
        assertThat(textOf(english.bytes())).contains("Statement of a personal account", "page 1");
    }

    @Test
    void somebody_without_books_has_an_empty_account_and_nobody_else_has_any() {
        rooms.today("2025-12-31");
        var resident = rooms.resident();
        assertThat(held(api.get("/api/accounts/" + resident).json())).isEqualTo("0.00 0.00 0.00");
        assertThat(lines(statement(resident, "2025-01-01", "2025-12-31"))).isEmpty();
        assertThat(api.get("/api/accounts/" + resident + "/years").json().size())
                .isEqualTo(1);
        for (var path : List.of("", "/statement", "/years", "/why")) {
            var answer = api.get("/api/accounts/1234567" + path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.at("/code")).isEqualTo("UNKNOWN_PERSON");
            assertThat(answer.at("/field")).isEqualTo("person");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "from=2025-12-02&to=2025-12-01, from, 'a date not after 2025-12-01', 2025-12-02",
        "to=2026-01-01, to, 'a date not after today, 2025-12-31', 2026-01-01",
        "from=2026-01-01, from, 'a date not after 2025-12-31', 2026-01-01",
        "from=2015-12-31, from, 'a date after 2015-12-31, at most 10 years at once', 2015-12-31",
        "from=2025-02-30, from, 'a date such as 2025-03-31', 2025-02-30",
        "to=yesterday, to, 'a date such as 2025-03-31', yesterday",
    })
    void days_that_make_no_statement_are_named(String query, String field, String expected, String got) {
        rooms.today("2025-12-31");
        var person = rooms.employee("1.00", "0.00");
        var path = "/api/accounts/" + person + "/statement?" + query;
        var answer = api.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/code")).isEqualTo("WRONG_VALUE");
        assertThat(answer.at("/field")).isEqualTo(field);
        assertThat(answer.at("/expected")).isEqualTo(expected);
        assertThat(answer.at("/got")).isEqualTo(got);
        assertThat(api.get(path, "zh-CN").at("/message"))
                .startsWith(field + "：应为")
                .contains("实为" + got);
        assertThat(api.get("/api/accounts/" + person + "/statement?from=2016-01-01")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ten_thousand_lines_are_told_and_one_more_is_not() throws IOException {
        rooms.today("2025-12-30");
        var person = rooms.employee("0.00", "0.00");
        post(person, 10_000);
        rooms.today("2025-12-31");
        var all = api.get("/api/accounts/" + person + "/statement");
        assertThat(all.json().at("/lines").size()).isEqualTo(10_000);
        assertThat(held(all.json().get("closing"))).isEqualTo("100.00 0.00 0.00");
        var path = "/api/accounts/" + person + "/statement";
        var printed = textOf(api.call("GET", path, api.request(path, "en").header("Accept", "application/pdf"))
                .bytes());
        assertThat(printed.stream().filter(line -> line.contains("balance brought from another system")))
                .hasSize(10_000);
        assertThat(printed).contains("2025-12-31 closing balance 100.00 0.00 0.00 100.00");
        post(person, 1);
        var answer = api.get("/api/accounts/" + person + "/statement");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/code")).isEqualTo("TOO_MANY_LINES");
        assertThat(answer.at("/expected")).isEqualTo("a time with at most 10000 lines");
        assertThat(lines(statement(person, "2025-12-31", "2025-12-31"))).hasSize(1);
    }

    /// Credits a fen so many times.
    private static void post(String person, int times) {
        rooms.transaction(connection -> {
            var accounts = rooms.service(Accounts.class);
            var entries = IntStream.range(0, times)
                    .mapToObj(number -> new Entry(
                            Entry.contribution(BEIJING, "employee"),
                            Entry.CURRENT,
                            Fen.of(1),
                            Entry.Why.OPENING,
                            "opening-" + number))
                    .toList();
            var books = accounts.ledger(connection, person, rooms.now());
            accounts.postAll(connection, List.of(new Posting(books, entries)), rooms.now());
            return true;
        });
    }
}
