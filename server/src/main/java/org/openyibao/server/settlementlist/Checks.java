package org.openyibao.server.settlementlist;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.text.Text;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.SettlementRecord;
import org.openyibao.server.settlement.Stay;
import org.openyibao.server.settlementlist.Finding.Check;
import org.openyibao.server.settlementlist.SettlementList.Amount;
import org.openyibao.server.settlementlist.SettlementList.Payer;
import org.openyibao.server.settlementlist.SettlementList.Stretch;

/// Compares a list with the settlement that it is of.
final class Checks {

    /// Raised whenever a check is added or changed.
    static final int VERSION = 1;

    private static final int TENTHS = 10;

    private final SettlementList list;
    private final Outcome.Settled settled;
    private final SettlementRecord settlement;

    Checks(SettlementList list, Outcome.Settled settled) {
        this.list = list;
        this.settled = settled;
        settlement = settled.settlement();
    }

    /// The first thing that is otherwise than in the settlement, or does not go together.
    Optional<Refusal> refusal() {
        return Stream.of(patient(), days(), amounts(), funds(), items(), diagnoses(), operations(), intensive())
                .flatMap(List::stream)
                .findFirst();
    }

    private static Refusal wrong(String field, Text expected, Object got) {
        return Refusal.badInput("WRONG_VALUE", field, expected, Text.same(got.toString()));
    }

    private static <T> void same(
            List<Refusal> wrong, String field, String zh, String en, Optional<T> sent, Optional<T> ours) {
        if (sent.isPresent() && ours.isPresent() && !sent.equals(ours)) {
            wrong.add(wrong(field, new Text(zh + " " + ours.get(), en + ", " + ours.get()), sent.get()));
        }
    }

    private List<Refusal> patient() {
        var wrong = new ArrayList<Refusal>();
        var person = settled.party().person();
        var sent = list.patient();
        same(wrong, "person", "该结算的人员编号", "the person of the settlement", list.person(), Optional.of(person.number()));
        same(wrong, "name", "登记的姓名", "the registered name", sent.name(), Optional.of(person.name()));
        same(
                wrong,
                "certificate",
                "登记的证件号码",
                "the registered certificate",
                sent.certificate(),
                Optional.of(person.certificate().toUpperCase(Locale.ROOT)));
        same(wrong, "sex", "登记的性别", "the registered sex", sent.sex(), Optional.of(person.sex()));
        same(wrong, "birth", "登记的出生日期", "the registered birth", sent.birth(), Optional.of(person.birth()));
        same(wrong, "home", "结算的参保地", "the home of the settlement", sent.home(), Optional.of(settlement.region()));
        return wrong;
    }

    private LocalDate begun() {
        return settlement.stay().map(Stay::admitted).orElse(settlement.serviceDate());
    }

    /// Days of the stay, the day of discharge not counted, at least one.
    private long stayed() {
        return Math.max(1, settlement.serviceDate().toEpochDay() - begun().toEpochDay());
    }

    private List<Refusal> days() {
        var wrong = new ArrayList<Refusal>();
        var sent = list.days();
        var ofStay = settlement.stay();
        var ended = ofStay.filter(stay -> !stay.part().interim()).map(Stay::discharged);
        same(
                wrong,
                "admitted",
                "结算的入院日期",
                "the admission of the settlement",
                sent.admitted(),
                ofStay.map(Stay::admitted));
        same(wrong, "discharged", "结算的出院日期", "the discharge of the settlement", sent.discharged(), ended);
        if (ofStay.isEmpty() && settlement.kind() == VisitKind.CHRONIC) {
            same(
                    wrong,
                    "visited",
                    "结算的就诊日期",
                    "the day of the visit",
                    sent.visited(),
                    Optional.of(settlement.serviceDate()));
        }
        if (ended.isPresent() && sent.stayed().isPresent() && sent.stayed().getAsLong() != stayed()) {
            wrong.add(wrong(
                    "stayed",
                    new Text("住院天数 " + stayed(), "the days of the stay, " + stayed()),
                    sent.stayed().getAsLong()));
        }
        within(wrong, "from", sent.from(), begun(), settlement.settledAt().toLocalDate());
        within(
                wrong,
                "until",
                sent.until(),
                sent.from().filter(begun()::isBefore).orElse(begun()),
                settlement.settledAt().toLocalDate());
        return wrong;
    }

    private static void within(
            List<Refusal> wrong, String field, Optional<LocalDate> day, LocalDate first, LocalDate last) {
        day.filter(on -> on.isBefore(first) || on.isAfter(last))
                .ifPresent(on -> wrong.add(wrong(
                        field, new Text(first + " 至 " + last + " 的日期", "a day from " + first + " to " + last), on)));
    }

    private List<Refusal> amounts() {
        var wrong = new ArrayList<Refusal>();
        var ownPay = settlement.ownPay().plus(settlement.overLimit());
        var accounts = settlement.account().plus(settlement.familyPaid()).plus(settlement.wallet());
        amount(wrong, Amount.TOTAL, "total", settlement.total(), "结算的医疗费总额", "the total");
        amount(wrong, Amount.OWN_PAY, "ownPay", ownPay, "结算的全自费与超限价自费之和", "own pay and what is over limits");
        amount(
                wrong,
                Amount.SELF_PAY,
                "selfPay",
                settlement.personalBurden().minus(ownPay),
                "结算的个人负担减个人自费",
                "the burden less own pay");
        amount(wrong, Amount.ACCOUNT, "account", accounts, "结算的个人账户支出", "what accounts paid");
        amount(wrong, Amount.CASH, "cash", settlement.cash(), "结算的个人现金支出", "the cash");
        return wrong;
    }

    private void amount(List<Refusal> wrong, Amount amount, String field, Fen ours, String zh, String en) {
        var sent = list.amounts().get(amount);
        if (sent != null && !sent.equals(ours)) {
            wrong.add(wrong(field, new Text(zh + " " + ours, en + ", " + ours), sent));
        }
    }

    private Fen paid(Payer payer) {
        return switch (payer) {
            case POOL -> settlement.pool();
            case CATASTROPHIC -> settlement.layer(LayerKind.CATASTROPHIC);
            case LARGE_SUM -> settlement.layer(LayerKind.LARGE_SUM);
            case CIVIL_SERVANT -> settlement.layer(LayerKind.CIVIL_SERVANT);
            case ASSISTANCE -> settlement.layer(LayerKind.ASSISTANCE);
            case ACCOUNT -> settlement.account().plus(settlement.familyPaid()).plus(settlement.wallet());
            case OTHER -> Fen.ZERO;
        };
    }

    /// Of accounts a list need not tell among the payers.
    private List<Refusal> funds() {
        var wrong = new ArrayList<Refusal>();
        var sent = list.funds().orElse(Map.of());
        for (var payer : Payer.values()) {
            var said = sent.get(payer);
            if (!Objects.requireNonNullElse(said, Fen.ZERO).equals(paid(payer))
                    && (said != null || payer != Payer.ACCOUNT)) {
                wrong.add(wrong(
                        "fund." + payer,
                        new Text("结算中该基金的支付金额 " + paid(payer), "what the settlement has of it, " + paid(payer)),
                        said == null ? "未送" : said));
            }
        }
        return wrong;
    }

    private List<Refusal> items() {
        var wrong = new ArrayList<Refusal>();
        var sum = Fen.ZERO;
        for (var item : list.items()) {
            var parts = item.gradeA().plus(item.gradeB()).plus(item.ownPay()).plus(item.other());
            if (!parts.equals(item.amount())) {
                wrong.add(wrong(
                        "item",
                        new Text("甲类、乙类、全自费与其他金额之和 " + parts, "the sum of its parts, " + parts),
                        item.amount()));
            }
            sum = sum.plus(item.amount());
        }
        if (!list.items().isEmpty() && !sum.equals(settlement.total())) {
            wrong.add(wrong(
                    "items",
                    new Text("合计为医疗费总额 " + settlement.total(), "items that add up to the total, " + settlement.total()),
                    sum));
        }
        return wrong;
    }

    private List<Refusal> diagnoses() {
        var wrong = new ArrayList<Refusal>();
        var types = list.diagnoses().stream()
                .map(SettlementList.Diagnosis::type)
                .distinct()
                .toList();
        var main =
                list.diagnoses().stream().filter(SettlementList.Diagnosis::main).toList();
        if (settlement.kind() == VisitKind.INPATIENT && list.diagnoses().isEmpty()) {
            wrong.add(wrong("diagnosis", new Text("至少一条诊断", "at least one diagnosis"), "未送"));
        }
        if (!list.diagnoses().isEmpty() && main.isEmpty()) {
            wrong.add(wrong("main", new Text("一条主诊断", "one main diagnosis"), "0 条"));
        }
        for (var type : types) {
            var count = main.stream().filter(each -> each.type().equals(type)).count();
            if (count > 1) {
                wrong.add(wrong("main", new Text("每类诊断至多一条主诊断", "one main diagnosis of a type"), count + " 条"));
            }
        }
        counted(wrong, "diagnosisCount", list.diagnosisCount(), list.diagnoses().size());
        return wrong;
    }

    private static void counted(List<Refusal> wrong, String field, OptionalLong sent, int rows) {
        if (sent.isPresent() && sent.getAsLong() != rows) {
            wrong.add(wrong(field, new Text("行数 " + rows, "the number of rows, " + rows), sent.getAsLong()));
        }
    }

    private List<Refusal> operations() {
        var wrong = new ArrayList<Refusal>();
        for (var operation : list.operations()) {
            inOrder(wrong, "operation", operation.time());
            inOrder(wrong, "anaesthesia", operation.anaesthesia());
        }
        var main = list.operations().stream()
                .filter(SettlementList.Operation::main)
                .count();
        if (main > 1) {
            wrong.add(wrong("mainOperation", new Text("至多一项主要手术", "one main operation at most"), main + " 项"));
        }
        counted(
                wrong,
                "operationCount",
                list.operationCount(),
                list.operations().size());
        return wrong;
    }

    private List<Refusal> intensive() {
        var wrong = new ArrayList<Refusal>();
        list.intensive().forEach(stretch -> inOrder(wrong, "intensive", stretch));
        return wrong;
    }

    /// Within the stay, and begun before it ended.
    private void inOrder(List<Refusal> wrong, String field, Stretch stretch) {
        var first = begun();
        var last = settlement.serviceDate();
        Predicate<LocalDateTime> outside =
                time -> time.toLocalDate().isBefore(first) || time.toLocalDate().isAfter(last);
        Stream.concat(stretch.from().stream(), stretch.until().stream())
                .filter(outside)
                .findFirst()
                .ifPresent(time -> wrong.add(wrong(
                        field,
                        new Text(
                                "住院期间 " + first + " 至 " + last + " 的时间",
                                "a time of the stay, " + first + " to " + last),
                        time)));
        if (stretch.from().isPresent()
                && stretch.until().filter(stretch.from().get()::isAfter).isPresent()) {
            wrong.add(wrong(
                    field,
                    new Text(
                            "不早于开始时间 " + stretch.from().get(),
                            "an end not before the beginning, " + stretch.from().get()),
                    stretch.until().get()));
        }
    }

    /// What is noted without refusing the list.
    List<Finding> findings() {
        var found = new ArrayList<Finding>();
        var main = list.diagnoses().stream()
                .filter(SettlementList.Diagnosis::main)
                .map(SettlementList.Diagnosis::code)
                .toList();
        var registered = list.registered();
        registered
                .mainDiagnosis()
                .filter(code -> !main.isEmpty() && !main.contains(code))
                .ifPresent(code -> found.add(new Finding(Check.MAIN_DIAGNOSIS, main.getFirst())));
        var told = list.told();
        told.wayToLeave()
                .filter(way -> registered
                        .wayToLeave()
                        .filter(other -> !other.equals(way))
                        .isPresent())
                .ifPresent(way -> found.add(new Finding(Check.WAY_TO_LEAVE, way)));
        if (settlement.stay().isPresent() && told.nursingTenths() > (stayed() + 1) * TENTHS) {
            found.add(new Finding(
                    Check.NURSING_DAYS, told.nursingTenths() / TENTHS + "." + told.nursingTenths() % TENTHS));
        }
        var seen = new HashSet<String>();
        list.diagnoses().stream()
                .filter(each -> !seen.add(each.type() + " " + each.code()))
                .forEach(each -> found.add(new Finding(Check.SAME_DIAGNOSIS, each.code())));
        lacking(found, Check.NO_CASE_NUMBER, told.caseNumber().isEmpty());
        lacking(found, Check.NO_ATTENDING, told.attending().isEmpty());
        lacking(found, Check.NO_PAYMENT, told.payment().isEmpty());
        lacking(found, Check.NO_ITEMS, list.items().isEmpty());
        return List.copyOf(found);
    }

    private static void lacking(List<Finding> found, Check check, boolean isLacking) {
        if (isLacking) {
            found.add(new Finding(check, ""));
        }
    }
}
