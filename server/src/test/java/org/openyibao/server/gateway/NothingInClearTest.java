package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.WithdrawalReason;
import org.openyibao.server.claim.Claim;
import org.openyibao.server.claim.ClaimOrder;
import org.openyibao.server.claim.Claims;
import org.openyibao.server.document.Documents;
import org.openyibao.server.enrolment.Changes;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.facility.Facility;
import org.openyibao.server.facility.Member;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Card;
import org.openyibao.server.identity.Cards;
import org.openyibao.server.identity.MedicalCode;
import org.openyibao.server.identity.MedicalCodes;
import org.openyibao.server.identity.Role;
import org.openyibao.server.identity.Token;
import org.openyibao.server.identity.UserToken;
import org.openyibao.server.identity.UserTokens;
import org.openyibao.server.identity.Users;
import org.openyibao.server.outflow.WithdrawalOrder;
import org.openyibao.server.outflow.Withdrawals;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Request;
import org.openyibao.server.request.Result;
import org.openyibao.server.settlement.FeeItem.Approval;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// After a round through the rooms that hear names and numbers of persons, neither a table nor a log holds any of them
/// in clear.
class NothingInClearTest {

    private static final String RESIDENT_CARD = "430000198801010010";
    private static final String EMPLOYEE_CARD = "220000199003150029";
    private static final String NEWCOMER = "尉迟样例";
    private static final String NEWCOMER_CARD = "110000197702280017";
    private static final String RENAMED = "尉迟更名";
    private static final String AGENT = "代办样例";
    private static final String AGENT_CARD = "430000199001010036";
    private static final String HOLDER = "收款样例";
    private static final String ACCOUNT = "6222020000000001234";
    private static final String HEIR = "继承样例";
    private static final String HEIR_ACCOUNT = "6222020000000005678";
    private static final String SOCIAL_CARD = "A12345678";
    private static final String PHYSICIAN = "医师样例";
    private static final String PHYSICIAN_CARD = "430000197001010058";
    private static final String WRONG_NAME = "写错样例";

    private static final List<String> NAMES_AND_NUMBERS = List.of(
            "测试甲",
            RESIDENT_CARD,
            "测试乙",
            "测试丙",
            EMPLOYEE_CARD,
            NEWCOMER,
            NEWCOMER_CARD,
            RENAMED,
            AGENT,
            AGENT_CARD,
            HOLDER,
            ACCOUNT,
            HEIR,
            HEIR_ACCOUNT,
            SOCIAL_CARD,
            PHYSICIAN,
            PHYSICIAN_CARD,
            WRONG_NAME);

    /// Tables that must have got a row, or the round proves nothing of them.
    private static final List<String> REACHED = List.of(
            "person",
            "enrolment_change",
            "message",
            "request",
            "visit",
            "settlement",
            "registration",
            "claim",
            "withdrawal",
            "card",
            "staff",
            "document",
            "settlement_list",
            "look",
            "medical_code_key",
            "medical_code",
            "users",
            "user_token");

    /// Tables that the round does not come by: amounts, states, codes and what institutions publish; what may name
    /// somebody is sealed in the same way as in those that it does, which the test of the keys' rotation holds.
    private static final Set<String> NOT_REACHED = Set.of(
            "account_move",
            "account_use",
            "advice_feedback",
            "advice_finding",
            "batch",
            "catalogue_file",
            "catalogue_item",
            "catalogue_list",
            "clearing_adjustment",
            "clearing_application",
            "clearing_application_step",
            "clearing_confirmation",
            "clearing_day",
            "clearing_dispute",
            "clearing_dispute_step",
            "clearing_entry",
            "clearing_item",
            "clearing_month",
            "clearing_netting",
            "clearing_payment",
            "clearing_prefund",
            "clearing_run",
            "contributed",
            "contribution",
            "credit",
            "department",
            "document_with",
            "exchange_file",
            "exchange_part",
            "family_binding",
            "family_binding_event",
            "family_year",
            "filing",
            "filing_event",
            "goods_deletion",
            "goods_record",
            "goods_return",
            "goods_trace",
            "household_member",
            "import",
            "institution_item",
            "presentation",
            "proposal",
            "reconciliation",
            "reconciliation_difference",
            "report",
            "report_item",
            "review",
            "settlement_list_status",
            "visit_mark",
            "wallet_transfer");

    /// What was made on the way and lets its holder in.
    private static final List<String> SECRETS = new ArrayList<>();

    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

    private static Gateway gateway;
    private static int requests;

    @BeforeAll
    static void go_round() throws IOException {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(LOG);
        LOG.start();
        gateway = Gateway.open();
        settle();
        register();
        claim();
        withdraw();
        show();
        list();
        let_in();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(LOG);
    }

    /// What is asked once, answered with all that it is about.
    private static <T> void done(Function<Once<T>, Answer> asking, Function<T, String> said) {
        var request =
                new Request("clerk", "key-" + ++requests, (NEWCOMER + NEWCOMER_CARD).getBytes(StandardCharsets.UTF_8));
        var answer = asking.apply(new Once<>(request, made -> said.apply(made).getBytes(StandardCharsets.UTF_8)));
        assertThat(answer)
                .as(() -> answer instanceof Answer.Refused(var refusal)
                        ? refusal.message().zh()
                        : "")
                .isInstanceOf(Answer.Done.class);
    }

    private static <T> T service(Class<T> type) {
        return gateway.server().service(type);
    }

    private static void settle() {
        var who = gateway.message("1101", Gateway.CLINIC, """
                {"data": {"mdtrt_cert_type": "02", "mdtrt_cert_no": "%s", "card_sn": "", "begntime": "",
                  "psn_cert_type": "01", "certno": "%s", "psn_name": "测试甲"}}""".formatted(RESIDENT_CARD, RESIDENT_CARD));
        gateway.done(who);
        var visit = gateway.visit();
        gateway.upload(visit, "B1");
        gateway.done(gateway.settlement("2207", visit, "B1"));
        gateway.done(gateway.message("2505", Gateway.CLINIC, """
                {"data": {"psn_no": "%s", "biz_appy_type": "03", "begndate": "%s", "enddate": "", "agnter_name": "%s",
                  "agnter_cert_type": "01", "agnter_certno": "%s", "agnter_tel": "1", "agnter_addr": "a",
                  "agnter_rlts": "1", "fix_srt_no": "1", "fixmedins_code": "%s", "fixmedins_name": "测试医院",
                  "memo": "首选"}}""".formatted(
                        Gateway.RESIDENT, LocalDate.now(), AGENT, AGENT_CARD, Gateway.CLINIC)));
        // Refused, and told to the sender with what was sent.
        Gateway.data(who).put("psn_name", WRONG_NAME);
        who.put("msgid", gateway.nextMessageId(Gateway.CLINIC));
        assertThat(gateway.answer(who).get("err_msg").stringValue()).contains("psn_name");
    }

    private static void register() {
        var changes = service(Changes.class);
        var said = new Changes.Said("clerk-7", "新参保");
        var person = new Person("N1", "01", NEWCOMER_CARD, NEWCOMER, "2", "01", LocalDate.of(1977, 2, 28));
        done(
                (Once<Changes.Made> once) -> changes.register(once, person, said),
                made -> made.changes().getFirst().values().toString());
        var right = new Person("N1", "01", NEWCOMER_CARD, RENAMED, "2", "01", LocalDate.of(1977, 2, 28));
        done(
                (Once<Changes.Made> once) -> changes.correct(once, new Changes.Of("N1", 1), right, said),
                made -> made.changes().getFirst().values().toString());
        assertThat(changes.of("N1").getLast().values())
                .hasToString("[Value[field=name, before=%s, after=%s]]".formatted(NEWCOMER, RENAMED));
    }

    private static void claim() {
        var line = new Claim.Line(1, "药品", "", "DRUG-B", 10_000, 100_000_000, Fen.of(10_000), Approval.NONE, "");
        var papers = List.of(
                new Claim.Document(Claim.Paper.INVOICE, "D-1", ""),
                new Claim.Document(Claim.Paper.FEE_LIST, "D-2", ""),
                new Claim.Document(Claim.Paper.CARE_RECORD, "D-3", ""));
        var order = new ClaimOrder(
                Gateway.RESIDENT,
                Optional.empty(),
                VisitKind.OUTPATIENT,
                Gateway.CLINIC,
                LocalDate.of(2025, 5, 8),
                LocalDate.of(2025, 5, 8),
                "",
                false,
                new Claim.Invoice("", "INV-1", LocalDate.of(2025, 5, 8), Fen.of(10_000)),
                List.of(line),
                papers,
                new Claim.Payee(HOLDER, "样例银行", ACCOUNT),
                "self");
        done(
                (Once<Claim> once) -> service(Claims.class).file(once, order),
                made -> made.payee().holder() + made.payee().account());
        assertThat(service(Claims.class).of(Gateway.RESIDENT).getFirst().payee().holder())
                .isEqualTo(HOLDER);
    }

    private static void withdraw() {
        var order = new WithdrawalOrder(
                Gateway.EMPLOYEE,
                WithdrawalReason.DEATH,
                LocalDate.of(2025, 5, 31),
                List.of("heir-id", "bank-account"),
                HEIR,
                Optional.of(HEIR_ACCOUNT),
                "clerk-7");
        done(
                (Once<org.openyibao.server.outflow.Withdrawal> once) ->
                        service(Withdrawals.class).ask(once, order, List.of()),
                made -> made.payeeName());
        assertThat(service(Withdrawals.class).of(Gateway.EMPLOYEE).getFirst().payeeAccount())
                .isEqualTo(HEIR_ACCOUNT);
    }

    private static void show() throws IOException {
        service(Cards.class).save(List.of(new Card(SOCIAL_CARD, Gateway.RESIDENT, "R", Card.State.ACTIVE)));
        assertThat(service(Cards.class).byNumber(SOCIAL_CARD))
                .hasValueSatisfying(card -> assertThat(card.person()).isEqualTo(Gateway.RESIDENT));
        service(Facility.class)
                .saveStaff(List.of(new Member(
                        Gateway.CLINIC,
                        "D1",
                        "1",
                        "01",
                        PHYSICIAN_CARD,
                        PHYSICIAN,
                        "",
                        "Q",
                        "L",
                        true,
                        LocalDate.of(2020, 1, 1),
                        LocalDate.of(9999, 12, 31),
                        "")));
        var image = new ByteArrayOutputStream();
        image.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a});
        image.write((HOLDER + " " + ACCOUNT).getBytes(StandardCharsets.UTF_8));
        var kept = service(Documents.class).keep(Gateway.RESIDENT, image.toByteArray());
        assertThat(kept).isInstanceOf(Result.Done.class);
    }

    private static void list() throws IOException {
        var stays = new Stays(gateway);
        var person = stays.employee();
        var visit = stays.admitted(person, "2025-03-03 09:30:00");
        // The stay that the example of the list is of.
        gateway.done(stays.charge(
                person,
                visit,
                Stays.Line.one(Stays.DRUG, "5000.00", "2025-03-03"),
                Stays.Line.one(Stays.SCAN, "300.00", "2025-03-04"),
                Stays.Line.one(Stays.DRUG_C, "500.00", "2025-03-05")));
        gateway.done(stays.discharge(person, visit, "2025-03-09 11:00:00"));
        var settled = gateway.done(stays.settlement("2304", person, visit, "5800.00"));
        try (var in = NothingInClearTest.class.getResourceAsStream("/interface/examples/4101.json")) {
            var input = Json.object(in.readAllBytes());
            ((ObjectNode) input.get("setlinfo"))
                    .put("psn_no", person)
                    .put("mdtrt_id", visit)
                    .put("setl_id", settled.at("/output/setlinfo/setl_id").stringValue())
                    .put("psn_name", "测试丙")
                    .put("coner_name", AGENT);
            gateway.done(gateway.message("4101", Stays.HOSPITAL, input.toString()));
        }
    }

    private static void let_in() {
        var codes = service(MedicalCodes.class);
        var code = new ArrayList<String>();
        done((Once<MedicalCode> once) -> codes.issue(once, Gateway.RESIDENT, "a test"), made -> {
            code.add(made.text());
            return made.text();
        });
        done((Once<Token> once) -> codes.take(once, code.getFirst(), Gateway.CLINIC), made -> {
            SECRETS.add(made.text());
            return made.text();
        });
        assertThat(codes.token(SECRETS.getFirst()))
                .hasValueSatisfying(token -> assertThat(token.person()).isEqualTo(Gateway.RESIDENT));
        SECRETS.addAll(code);
        var password = "only-mine-2026";
        service(Users.class).create(new Caller("let-in", Role.AUDITOR, ""), Optional.of(password), "a test");
        SECRETS.add(password);
        var issued = service(UserTokens.class).issue("let-in", "a test", 1, "a test");
        assertThat(issued)
                .isInstanceOfSatisfying(
                        Result.Done.class, made -> SECRETS.add(((UserToken.Issued) made.value()).secret()));
    }

    private static List<String> column(String sql) throws SQLException {
        try (var connection = gateway.server().database().connect();
                var select = connection.prepareStatement(sql);
                var rows = select.executeQuery()) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    @Test
    void no_table_holds_a_name_a_number_or_a_secret() throws SQLException {
        var secrets =
                Stream.concat(NAMES_AND_NUMBERS.stream(), SECRETS.stream()).toList();
        var found = new TreeSet<String>();
        var tables = column("select table_name from information_schema.tables where table_schema = 'public'");
        assertThat(tables).containsAll(REACHED);
        for (var table : tables) {
            var rows = column("select t::text from " + table + " t");
            assertThat(REACHED.contains(table) && rows.isEmpty()).as(table).isFalse();
            for (var row : rows) {
                for (var secret : secrets) {
                    // PostgreSQL writes bytes in hexadecimal.
                    var bytes = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
                    if (row.contains(secret) || row.contains(bytes)) {
                        found.add(table + " holds " + secret);
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /// A table that is new is one that the round comes by, or one that somebody looked at and listed.
    @Test
    void every_table_is_reached_or_known_not_to_be() throws SQLException {
        var empty = new TreeSet<String>();
        for (var table : column("select table_name from information_schema.tables where table_schema = 'public'")) {
            if (column("select 1 from " + table + " limit 1").isEmpty()) {
                empty.add(table);
            }
        }
        assertThat(empty).isSubsetOf(NOT_REACHED);
    }

    /// The key that medical codes are signed with is as long as ever, and sealed.
    @Test
    void the_key_of_medical_codes_is_sealed() throws SQLException {
        assertThat(column("select length(secret) from medical_code_key")).containsExactly("62");
    }

    @Test
    void no_log_holds_a_name_or_number() {
        assertThat(LOG.list)
                .extracting(NothingInClearTest::text)
                .noneMatch(line -> NAMES_AND_NUMBERS.stream().anyMatch(line::contains)
                        || SECRETS.stream().anyMatch(line::contains));
    }

    private static String text(ILoggingEvent event) {
        return event.getFormattedMessage()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
}
