package org.openyibao.server.gateway;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.AccountUse;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Orders;
import org.openyibao.server.settlement.Orders.Order;
import org.openyibao.server.settlement.Orders.Paid;
import org.openyibao.server.settlement.Orders.State;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Settlements;
import org.openyibao.server.settlement.VisitRecord;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Buying at a pharmacy away from home by an order that the person pays (异地就医购药): who the person is (2161),
/// the order (试算, 2166), which is cancelled (2167), looked up (2170), refunded once it was paid (2163), its
/// settlement (2171), and taking any of these back (冲正, 2181).
///
/// The person sees the order at `/api/persons/{person}/orders` and pays it there, in the insurance's app. So
/// `push_flag` is true of every order that was taken.
@Component
class PurchaseOrderHandler implements Handler {

    private static final String PERSON = "2161";
    private static final String REFUND = "2163";
    private static final String ORDER = "2166";
    private static final String CANCEL = "2167";
    private static final String FIND = "2170";
    private static final String SETTLED = "2171";
    private static final String TAKE_BACK = "2181";
    static final Set<String> TRANSACTIONS = Set.of(PERSON, REFUND, ORDER, CANCEL, FIND, SETTLED, TAKE_BACK);

    private static final String LINES = "feedetl";
    private static final String HOW_MANY = "feedetl_rows";
    private static final int LONGEST_NUMBER = 20;
    private static final String OF_PHARMACIES = "41";
    private static final String ORDERED = "1106";
    private static final String PAID = "1107";
    private static final String REFUNDED = "1203";
    private static final String STATUSES = "1106（购药试算）、1107（购药结算）或 1203（购药退费）";
    private static final Set<String> STATUS_CODES = Set.of(ORDERED, PAID, REFUNDED);

    /// What says who the person is, or opens an account; and what is said elsewhere.
    private static final List<String> NOT_KEPT = List.of(
            "ec_token",
            "ssn",
            "brdy",
            "gend",
            "emp_no",
            "emp_name",
            "fixmedins_code",
            "fixmedins_name",
            "opter_name",
            LINES);

    private final Orders orders;
    private final Settlements settlements;
    private final Credentials credentials;
    private final Enrolment enrolment;
    private final Accounts accounts;
    private final Registry registry;
    private final Policies policies;
    private final InterfaceTables tables;

    PurchaseOrderHandler(
            Orders orders,
            Settlements settlements,
            Credentials credentials,
            Enrolment enrolment,
            Accounts accounts,
            Registry registry,
            Policies policies,
            InterfaceTables tables) {
        this.orders = orders;
        this.settlements = settlements;
        this.credentials = credentials;
        this.enrolment = enrolment;
        this.accounts = accounts;
        this.registry = registry;
        this.policies = policies;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return TRANSACTIONS;
    }

    @Override
    public Task<?> read(Envelope envelope) {
        var fields = envelope.input();
        var here = Sender.of(registry, envelope, fields);
        return switch (envelope.transaction()) {
            case PERSON -> person(envelope, fields);
            case ORDER -> order(envelope, fields, here);
            case CANCEL -> cancel(required(fields, here, State.OPEN));
            case REFUND -> refund(required(fields, here, State.PAID));
            case FIND -> find(fields, here);
            case SETTLED -> settled(fields, here);
            default -> takeBack(envelope, fields, here);
        };
    }

    private Enrolled enrolled(Fields fields) {
        var number = fields.text("ssn", 18);
        return enrolment.byCertificate(number).orElseThrow(() -> now(fields, "ssn", "已登记人员的社会保障号码", number));
    }

    /// As things stand: the same message may have been carried out before.
    private static RefusedNowException now(Fields fields, String name, String expected, String got) {
        return new RefusedNowException(fields.refused(name, expected, got).text());
    }

    private Task<Outcome.Done> person(Envelope envelope, Fields fields) {
        var enrolled = enrolled(fields);
        var home = fields.text("insuplc", 6);
        var today = envelope.slip().today();
        var participation = enrolled.participations().stream()
                .filter(each -> each.holdsOn(today)
                        && each.region().equals(home)
                        && NationalCodes.scheme(each.scheme()).isPresent())
                .min(Comparator.comparing(Participation::scheme))
                .orElseThrow(() -> now(fields, "insuplc", "该人员现在的参保地", home));
        var person = enrolled.person();
        var row = insured(OutputRow.of(tables.out(PERSON, "")), person, participation)
                .text("psn_no", person.number())
                .text("ssn", person.certificate())
                .text("emp_name", participation.employer())
                .text("insuplc_admdvs", participation.region())
                .text(
                        "outmed_fundmgt_optins_fulname",
                        policies.current().name(participation.region()).zh());
        if (participation.scheme() == Scheme.EMPLOYEE) {
            row.amount("acct_balc", accounts.balances(person.number()).total());
        }
        return Task.shown(person.number(), Answer.of(row::write));
    }

    private static OutputRow insured(OutputRow row, Person person, Participation participation) {
        return row.text("psn_name", person.name())
                .text("gend", person.sex())
                .date("brdy", person.birth())
                .text("psn_type", NationalCodes.status(participation.status()))
                .text("insutype", NationalCodes.scheme(participation.scheme()).orElse(null));
    }

    private Task<Outcome.Settled> order(Envelope envelope, Fields fields, Institution here) {
        var person = shown(envelope, fields);
        var scheme = fields.code("insutype", 3, NationalCodes.SCHEMES, NationalCodes::scheme);
        var day = fields.date("dscg_date");
        requireRegions(fields, here, person, scheme, day);
        var number = fields.text("mdtrtsn", LONGEST_NUMBER);
        if (orders.isUsed(here.code(), number)) {
            throw now(fields, "mdtrtsn", "本机构未用过的就诊顺序号", number);
        }
        var rows = fields.rows(LINES);
        var items = OrderLines.left(rows);
        var terms = new Command.SettleTerms(
                scheme,
                VisitKind.PHARMACY,
                fields.code(
                        "med_type",
                        3,
                        OF_PHARMACIES + "（药店购药）",
                        code -> Optional.of(code).filter(OF_PHARMACIES::equals)),
                fields.money("medfee_sumamt"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AccountUse.OWN_FIRST,
                Details.of(kept(fields, rows.size()), LINES, rows, envelope));
        var purchase = new Command.Buy(person.person().number(), here.code(), day.atStartOfDay(), items, terms);
        return new Task<>(
                new Command.Order(purchase, number),
                Outcome.Settled.class,
                tried -> Answer.of(OutputRow.of(tables.out(ORDER, ""))
                        .text("mdtrt_regno", tried.settlement().visit())
                        .text("prmmsg", tried(tried))
                        .text("push_flag", "true")::write));
    }

    private static String tried(Outcome.Settled tried) {
        var settlement = tried.settlement();
        return "试算：医疗费总额 " + settlement.total() + "，基金 " + settlement.funds() + "，个人账户 "
                + SettlementNodes.accounts(settlement) + "，现金 " + settlement.cash() + "；待参保人确认支付";
    }

    /// The person, whom the message says in several ways, which must be the same one's.
    private Enrolled shown(Envelope envelope, Fields fields) {
        var enrolled = enrolled(fields);
        var person = enrolled.person();
        require(fields, "psn_no", "ssn 所指人员的编号", person.number());
        require(fields, "psn_name", "ssn 所指人员的姓名", person.name());
        require(fields, "gend", "ssn 所指人员的性别代码", person.sex());
        require(fields, "brdy", "ssn 所指人员的出生日期", person.birth().toString());
        var token = credentials.token(fields, "ec_token", envelope);
        if (!token.person().equals(person.number())) {
            throw now(fields, "ec_token", "ssn 所指人员的电子凭证令牌", "他人的令牌");
        }
        return enrolled;
    }

    private static void require(Fields fields, String name, String expected, String value) {
        var sent = fields.text(name, 50);
        if (!sent.equals(value)) {
            throw now(fields, name, expected, sent);
        }
    }

    private static void requireRegions(Fields fields, Institution here, Enrolled person, Scheme scheme, LocalDate day) {
        require(fields, "mdtrtarea", "本机构所在的统筹区 " + here.region(), here.region());
        var home = person.nearest(scheme, day).map(Participation::region);
        var sent = fields.text("insuplc", 6);
        if (home.isPresent() && !home.get().equals(sent)) {
            throw now(fields, "insuplc", "该人员该险种的参保地 " + home.get(), sent);
        }
    }

    /// What is kept of an order beside its lines, and how many of them there are.
    private static Fields kept(Fields fields, int rows) {
        ObjectNode kept = fields.node().deepCopy();
        kept.remove(NOT_KEPT);
        return new Fields(kept.put(HOW_MANY, rows), "");
    }

    /// The order that a message names, which must be the institution's.
    private Order named(Fields fields, Institution here) {
        var id = fields.text("mdtrt_regno", 20);
        return orders.find(here.code(), id).orElseThrow(() -> now(fields, "mdtrt_regno", "本机构购药订单的就诊登记号", id));
    }

    private Order required(Fields fields, Institution here, State state) {
        var order = named(fields, here);
        if (order.state() != state) {
            throw inOtherState(fields, state.text().zh() + "的购药订单的就诊登记号", order);
        }
        return order;
    }

    private static RefusedNowException inOtherState(Fields fields, String expected, Order order) {
        return now(
                fields,
                "mdtrt_regno",
                expected,
                order.visit().id() + "（" + order.state().text().zh() + "）");
    }

    private static Task<Outcome> cancel(Order order) {
        var visit = order.visit();
        return Task.done(new Command.CancelVisit(visit.person(), visit.institution(), visit.id(), visit.number()));
    }

    private static Command.Reverse reversal(Order order) {
        var visit = order.visit();
        return new Command.Reverse(
                visit.person(),
                visit.institution(),
                visit.id(),
                order.settlement().orElseThrow());
    }

    private Task<Outcome.Settled> refund(Order order) {
        return new Task<>(
                reversal(order),
                Outcome.Settled.class,
                back -> Answer.of(amounts(OutputRow.of(tables.out(REFUND, "")), back)::write));
    }

    /// Of a settlement or its reversal, and its person.
    private static OutputRow amounts(OutputRow row, Outcome.Settled settled) {
        var settlement = settled.settlement();
        return insured(row, settled.party().person(), settled.party().participation())
                .text("certno", settled.party().person().certificate())
                .amount("medfee_sumamt", settlement.total())
                .amount("psn_cashpay", settlement.cash())
                .amount("acct_payamt", SettlementNodes.accounts(settlement));
    }

    private Task<Outcome.Done> find(Fields fields, Institution here) {
        var enrolled = enrolled(fields);
        var person = enrolled.person();
        var order = orders.open(person.number()).stream()
                .filter(each -> each.visit().institution().equals(here.code()))
                .findFirst()
                .orElseThrow(() -> now(fields, "ssn", "在本机构有待支付购药订单的人员", "没有待支付订单的人员"));
        var visit = order.visit();
        var row = OutputRow.of(tables.out(FIND, ""))
                .text("mdtrt_regno", visit.id())
                .text("fixmedins_code", here.code())
                .text("fixmedins_name", here.name())
                .text("certno", person.certificate())
                .amount("medfee_sumamt", order.total());
        enrolled.nearest(visit.scheme(), visit.openedAt().toLocalDate())
                .ifPresent(participation -> insured(row, person, participation));
        return told(FIND, row, order);
    }

    private Task<Outcome.Done> settled(Fields fields, Institution here) {
        var person = enrolled(fields).person();
        var order = fields.has("mdtrt_regno")
                ? required(fields, here, State.PAID)
                : orders.paid(here.code(), person.number(), fields.date("start_date"), fields.date("end_date")).stream()
                        .findFirst()
                        .orElseThrow(() -> now(fields, "start_date", "该人员在本机构有已支付购药订单的日期", "没有订单的日期"));
        requireOwner(fields, order, person);
        var settled = settlements
                .find(order.settlement().orElseThrow())
                .orElseThrow(() -> new IllegalStateException("the settlement of an order is gone"));
        var away = NationalCodes.away(settled.settlement().region(), here.region());
        fields.optionalCode(
                "out_type", 3, "该结算的异地标志 " + away, code -> Optional.of(code).filter(away::equals));
        var row = amounts(OutputRow.of(tables.out(SETTLED, "")), settled)
                .text("mdtrt_regno", order.visit().id())
                .text("fixmedins_code", here.code())
                .text("ssn", person.certificate())
                .text("out_type", away);
        return told(SETTLED, row, order);
    }

    private static void requireOwner(Fields fields, Order order, Person person) {
        if (!order.visit().person().equals(person.number())) {
            throw now(fields, "ssn", "该订单的人员的社会保障号码", "他人的社会保障号码");
        }
    }

    /// The order as it was sent, and its lines with what the catalogue says of them where the sender said nothing.
    private Task<Outcome.Done> told(String transaction, OutputRow row, Order order) {
        VisitRecord visit = order.visit();
        var kept = Json.kept(visit.details());
        row.kept(kept);
        var lines = new ArrayList<OutputRow>();
        var columns = kept.get(LINES) instanceof ObjectNode object ? object : kept.objectNode();
        var count = kept.path(HOW_MANY).asInt(0);
        for (var i = 0; i < count; i++) {
            var sent = Details.row(columns, i);
            var line = OutputRow.of(tables.out(transaction, LINES));
            order.lines().stream()
                    .filter(each -> each.code().equals(Details.read(sent, "hilist_code")))
                    .findFirst()
                    .ifPresent(found -> line.text("hilist_name", found.line().name())
                            .text("chrgitm_lv", NationalCodes.grade(found.line().grade())));
            lines.add(line.kept(sent));
        }
        return Task.shown(visit.person(), Answer.of(out -> {
            out.writeStartObject();
            row.writeFields(out);
            OutputRow.write(out, LINES, lines);
            out.writeEndObject();
        }));
    }

    /// Whoever takes back a payment that did not take place takes back the order, so that it never will.
    private Task<?> takeBack(Envelope envelope, Fields fields, Institution here) {
        var status =
                fields.code("status", 4, STATUSES, code -> Optional.of(code).filter(STATUS_CODES::contains));
        var order = named(fields, here);
        requireOwner(fields, order, enrolled(fields).person());
        if (status.equals(REFUNDED)) {
            var once = new Once<Paid>(
                    KeptRequest.of(envelope), paid -> paid.settlement().id().getBytes(StandardCharsets.UTF_8));
            KeptRequest.done(orders.restore(once, here.code(), order.visit().id()), Map.of("order", "mdtrt_regno"));
            return Task.known(order.visit().person(), Answer.NOTHING);
        }
        return switch (order.state()) {
            case OPEN -> cancel(order);
            case PAID -> {
                if (status.equals(ORDERED)) {
                    throw inOtherState(fields, "未支付的购药订单的就诊登记号（已支付的用 " + PAID + "）", order);
                }
                yield Task.done(reversal(order));
            }
            case TAKEN_BACK, CANCELLED -> Task.known(order.visit().person(), Answer.NOTHING);
        };
    }
}
