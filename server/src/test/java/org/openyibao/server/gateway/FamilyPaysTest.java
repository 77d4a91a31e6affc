package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.AccountBooks;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.Entry;
import org.openyibao.server.account.Posting;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.family.Binding;
import org.openyibao.server.family.Bindings;
import org.openyibao.server.family.FamilyBooks;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Request;
import org.openyibao.server.settlement.SettlementBooks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A relative's account and the wallet pay over the national interface, and get it back. The employee of Jilin City has
/// 150.00, the mother 20.00 and the wallet 30.00; a purchase is 90.00, and no fund pays there.
class FamilyPaysTest {

    private static final String MOTHER = "22010000000000000002";
    private static final LocalDate START = LocalDate.of(2010, 1, 1);
    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);

    private Gateway gateway;

    @BeforeEach
    void open() {
        gateway = Gateway.open();
        var enrolment = gateway.server().service(Enrolment.class);
        enrolment.savePersons(
                List.of(new Person(MOTHER, "01", "220000196503150029", "测试丙", "2", "01", LocalDate.of(1965, 3, 15))));
        enrolment.saveParticipations(List.of(new Participation(
                MOTHER,
                Scheme.EMPLOYEE,
                START,
                EVER,
                "220100",
                Status.RETIRED,
                Standing.NORMAL,
                Tier.NONE,
                Assistance.NONE,
                false,
                START,
                "",
                "")));
        fill();
        bind();
    }

    private void fill() {
        var accounts = gateway.server().service(Accounts.class);
        var now = Instant.now();
        try (var connection = gateway.server().database().connect()) {
            accounts.open(connection, Map.of(MOTHER, new Balances(Fen.of(0), Fen.of(2_000))), now);
            var ledger = accounts.ledger(connection, Gateway.EMPLOYEE, now);
            var entry = new Entry(Entry.OPENING, Entry.WALLET, Fen.of(3_000), Entry.Why.OPENING, "opening");
            accounts.postAll(connection, List.of(new Posting(ledger, List.of(entry))), now);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private void bind() {
        var wish = new Bindings.Wish(
                Gateway.EMPLOYEE,
                MOTHER,
                Relation.MOTHER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "clerk-1");
        var once = new Once<Binding>(
                new Request("", "key-1", new byte[0]), binding -> binding.id().getBytes(StandardCharsets.UTF_8));
        assertThat(gateway.server().service(Bindings.class).bind(once, wish)).isInstanceOf(Answer.Done.class);
    }

    @AfterEach
    void close() throws SQLException {
        try (var connection = gateway.server().database().connect()) {
            connection.setAutoCommit(false);
            assertThat(AccountBooks.prove(connection).offender()).isEmpty();
            assertThat(FamilyBooks.prove(connection).offender()).isEmpty();
            assertThat(SettlementBooks.prove(connection).offender()).isEmpty();
        }
        gateway.close();
    }

    private ObjectNode purchase(String useAccount) {
        return gateway.message("2102", Gateway.PHARMACY, """
                {"druginfo": {"psn_no": "%s", "mdtrt_cert_type": "02", "mdtrt_cert_no": "220000199003150029",
                  "begntime": "2025-12-10 10:00:00", "medfee_sumamt": "90.00", "insutype": "310", "med_type": "41",
                  "acct_used_flag": "%s"},
                 "drugdetail": [
                  {"feedetl_sn": "1", "rx_circ_flag": "0", "fee_ocur_time": "2025-12-10 10:00:00",
                   "med_list_codg": "DRUG-A", "medins_list_codg": "A", "det_item_fee_sumamt": 90, "cnt": 3, "pric": 30}]}
                """.formatted(Gateway.EMPLOYEE, useAccount));
    }

    /// What accounts paid in all, of this through mutual aid, in cash, and what the own account holds then.
    private static List<String> paid(JsonNode settled) {
        return List.of("acct_pay", "acct_mulaid_pay", "psn_cash_pay", "balc").stream()
                .map(name -> settled.get(name).decimalValue().setScale(2).toPlainString())
                .toList();
    }

    private String held(String person) {
        var ledger = gateway.server().service(Accounts.class).ledger(person);
        return ledger.balances().total() + " " + ledger.wallet();
    }

    @Test
    void the_own_account_pays_first_then_the_relative_then_the_wallet_and_all_get_it_back() {
        var first = gateway.done(purchase("1")).at("/output/setlinfo");
        assertThat(paid(first)).containsExactly("90.00", "0.00", "0.00", "60.00");

        var second = gateway.done(purchase("1"));
        var settled = second.at("/output/setlinfo");
        assertThat(paid(settled)).containsExactly("90.00", "30.00", "0.00", "0.00");
        assertThat(second.at("/output/setldetail/0/fund_payamt").decimalValue()).isEqualByComparingTo("90");
        assertThat(held(MOTHER)).isEqualTo("0.00 0.00");
        assertThat(held(Gateway.EMPLOYEE)).isEqualTo("0.00 20.00");

        var third = gateway.done(purchase("1")).at("/output/setlinfo");
        assertThat(paid(third)).containsExactly("20.00", "20.00", "70.00", "0.00");
        assertThat(held(Gateway.EMPLOYEE)).isEqualTo("0.00 0.00");

        var query = gateway.message("5203", Gateway.PHARMACY, """
                {"data": {"psn_no": "%s", "setl_id": "%s", "mdtrt_id": "%s"}}""".formatted(
                        Gateway.EMPLOYEE,
                        settled.get("setl_id").stringValue(),
                        settled.get("mdtrt_id").stringValue()));
        var found = gateway.done(query).at("/output/setlinfo");
        assertThat(found.get("acct_pay").decimalValue()).isEqualByComparingTo("90");
        assertThat(found.get("acct_mulaid_pay").decimalValue()).isEqualByComparingTo("30");

        var reversed = gateway.done(reversal(settled)).at("/output/setlinfo");
        assertThat(paid(reversed)).containsExactly("-90.00", "-30.00", "0.00", "60.00");
        assertThat(held(MOTHER)).isEqualTo("20.00 0.00");
        assertThat(held(Gateway.EMPLOYEE)).isEqualTo("60.00 10.00");
    }

    private ObjectNode reversal(JsonNode settled) {
        return gateway.message("2103", Gateway.PHARMACY, """
                {"data": {"setl_id": "%s", "mdtrt_id": "%s", "psn_no": "%s"}}""".formatted(
                settled.get("setl_id").stringValue(), settled.get("mdtrt_id").stringValue(), Gateway.EMPLOYEE));
    }

    /// `acct_used_flag` 2: relatives' accounts alone (使用共济人个账).
    @Test
    void the_own_account_is_spared_where_relatives_alone_are_asked_for() {
        var settled = gateway.done(purchase("2")).at("/output/setlinfo");
        assertThat(paid(settled)).containsExactly("50.00", "50.00", "40.00", "150.00");
        assertThat(held(Gateway.EMPLOYEE)).isEqualTo("150.00 0.00");
        assertThat(held(MOTHER)).isEqualTo("0.00 0.00");
    }

    @Test
    void nobody_pays_but_the_person_where_no_account_is_to_be_used() {
        var settled = gateway.done(purchase("0")).at("/output/setlinfo");
        assertThat(paid(settled)).containsExactly("0.00", "0.00", "90.00", "150.00");
        assertThat(held(MOTHER)).isEqualTo("20.00 0.00");
    }
}
