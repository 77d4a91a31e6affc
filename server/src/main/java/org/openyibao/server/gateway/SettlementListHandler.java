package org.openyibao.server.gateway;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.CareRecords;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Settlements;
import org.openyibao.server.settlement.VisitRecord;
import org.openyibao.server.settlementlist.SettlementList;
import org.openyibao.server.settlementlist.SettlementList.Amount;
import org.openyibao.server.settlementlist.SettlementList.Payer;
import org.openyibao.server.settlementlist.SettlementList.Stretch;
import org.openyibao.server.settlementlist.SettlementLists;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Settlement lists (医疗保障基金结算清单): upload (4101, 4101A), compared with the settlement field by field, and whether they
/// are submitted (4102).
@Component
class SettlementListHandler implements Handler {

    private static final String UPLOAD = "4101";
    private static final String UPLOAD_MORE = "4101A";
    private static final String SUBMIT = "4102";

    private static final String MAIN = "1";
    private static final int MOST_ROWS = 999;
    private static final int PLACES = 1;
    private static final String STATUSES = "0（未提交）或 1（已提交）";
    private static final Pattern DURATION = Pattern.compile("\\d{1,4}/([01]?\\d|2[0-3])/[0-5]?\\d");
    private static final List<String> DURATIONS =
            List.of("vent_used_dura", "pwcry_bfadm_coma_dura", "pwcry_afadm_coma_dura");
    private static final List<String> NURSING =
            List.of("spga_nurscare_days", "lv1_nurscare_days", "scd_nurscare_days", "lv3_nurscare_days");

    private static final Map<String, Payer> PAYERS = payers();

    /// The national names of a list's fields.
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("settlement", "setl_id"),
            Map.entry("person", "psn_no"),
            Map.entry("name", "psn_name"),
            Map.entry("certificate", "certno"),
            Map.entry("sex", "gend"),
            Map.entry("birth", "brdy"),
            Map.entry("home", "insuplc"),
            Map.entry("admitted", "adm_time"),
            Map.entry("discharged", "dscg_time"),
            Map.entry("visited", "opsp_mdtrt_date"),
            Map.entry("stayed", "act_ipt_days"),
            Map.entry("from", "setl_begn_date"),
            Map.entry("until", "setl_end_date"),
            Map.entry("total", "medfee_sumamt"),
            Map.entry("ownPay", "psn_ownpay"),
            Map.entry("selfPay", "psn_selfpay"),
            Map.entry("account", "acct_pay"),
            Map.entry("cash", "psn_cashpay"),
            Map.entry("item", "iteminfo/amt"),
            Map.entry("items", "iteminfo"),
            Map.entry("diagnosis", "diseinfo"),
            Map.entry("main", "maindiag_flag"),
            Map.entry("diagnosisCount", "diag_code_cnt"),
            Map.entry("operation", "oprninfo/oprn_oprt_begntime、oprn_oprt_endtime"),
            Map.entry("anaesthesia", "oprninfo/anst_begntime、anst_endtime"),
            Map.entry("mainOperation", "oprn_oprt_type"),
            Map.entry("operationCount", "oprn_oprt_code_cnt"),
            Map.entry("intensive", "icuinfo/scs_cutd_inpool_time、scs_cutd_exit_time"),
            Map.entry("fund.POOL", "payinfo/fund_payamt（统筹基金）"),
            Map.entry("fund.CATASTROPHIC", "payinfo/fund_payamt（大病保险）"),
            Map.entry("fund.LARGE_SUM", "payinfo/fund_payamt（大额补助）"),
            Map.entry("fund.CIVIL_SERVANT", "payinfo/fund_payamt（公务员补助）"),
            Map.entry("fund.ASSISTANCE", "payinfo/fund_payamt（医疗救助）"),
            Map.entry("fund.ACCOUNT", "payinfo/fund_payamt（个人账户）"),
            Map.entry("fund.OTHER", "payinfo/fund_payamt（其他基金）"));

    private final SettlementLists lists;
    private final Settlements settlements;
    private final CareRecords care;

    SettlementListHandler(SettlementLists lists, Settlements settlements, CareRecords care) {
        this.lists = lists;
        this.settlements = settlements;
        this.care = care;
    }

    private static Map<String, Payer> payers() {
        var payers = new HashMap<String, Payer>();
        payers.put(NationalCodes.ACCOUNTS.code(), Payer.ACCOUNT);
        for (var scheme : List.of(Scheme.EMPLOYEE, Scheme.RESIDENT)) {
            payers.put(NationalCodes.pool(scheme).code(), Payer.POOL);
            for (var kind : LayerKind.values()) {
                payers.put(NationalCodes.layer(kind, scheme).code(), Payer.valueOf(kind.name()));
            }
        }
        return Map.copyOf(payers);
    }

    @Override
    public Set<String> transactions() {
        return Set.of(UPLOAD, UPLOAD_MORE, SUBMIT);
    }

    @Override
    public Map<String, String> services() {
        return Map.of("medinfoupload/setllistinfoupld", UPLOAD, "medinfoupload/setllistinfoupldA", UPLOAD_MORE);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        return envelope.transaction().equals(SUBMIT) ? submit(envelope) : upload(envelope);
    }

    private Task<Outcome.Done> upload(Envelope envelope) {
        var list = list(envelope);
        var once = new Once<String>(KeptRequest.of(envelope), id -> id.getBytes(StandardCharsets.UTF_8));
        var id = KeptRequest.done(lists.upload(once, envelope.institution(), envelope.operator(), list), FIELDS);
        return Task.known("", Answer.of(out -> {
            out.writeStartObject();
            out.writeObjectPropertyStart("data");
            out.writeStringProperty("setl_list_id", id);
            out.writeEndObject();
            out.writeEndObject();
        }));
    }

    private SettlementList list(Envelope envelope) {
        var input = envelope.input();
        var fields = input.only("setlinfo");
        var content = input.node().toString();
        if (!Scalars.isStorable(content)) {
            throw input.refused("input", "可以保存的文本", "含有非法字符的文本");
        }
        var person = fields.optional("psn_no", 30);
        var visit = fields.text("mdtrt_id", 30);
        var settlement = fields.text("setl_id", 30);
        DURATIONS.forEach(name -> duration(fields, name));
        rows(input, "icuinfo").forEach(row -> duration(row, "scs_cutd_sum_dura"));
        return new SettlementList(
                person,
                visit,
                settlement,
                fields.optionalCode("stas_type", 10, STATUSES, NationalCodes::flag)
                        .orElse(false),
                new SettlementList.Patient(
                        fields.optional("psn_name", 50),
                        fields.optional("certno", 50).map(text -> text.toUpperCase(Locale.ROOT)),
                        fields.optional("gend", 6),
                        fields.optionalDate("brdy"),
                        fields.optional("insuplc", 6)),
                new SettlementList.Days(
                        fields.optionalDateTime("adm_time").map(LocalDateTime::toLocalDate),
                        fields.optionalDateTime("dscg_time").map(LocalDateTime::toLocalDate),
                        fields.optionalDate("opsp_mdtrt_date"),
                        count(fields, "act_ipt_days"),
                        fields.optionalDate("setl_begn_date"),
                        fields.optionalDate("setl_end_date")),
                amounts(fields),
                funds(input),
                rows(input, "iteminfo").stream()
                        .map(SettlementListHandler::item)
                        .toList(),
                rows(input, "diseinfo").stream()
                        .map(SettlementListHandler::diagnosis)
                        .toList(),
                count(fields, "diag_code_cnt"),
                rows(input, "oprninfo").stream()
                        .map(SettlementListHandler::operation)
                        .toList(),
                count(fields, "oprn_oprt_code_cnt"),
                rows(input, "icuinfo").stream()
                        .map(row -> stretch(row, "scs_cutd_inpool_time", "scs_cutd_exit_time"))
                        .toList(),
                new SettlementList.Told(
                        fields.optional("medcasno", 40),
                        fields.optional("chfpdr_code", 30),
                        fields.optional("hi_paymtd", 3),
                        fields.optional("dscg_way", 3),
                        NURSING.stream().mapToLong(name -> tenths(fields, name)).sum()),
                registered(envelope, settlement, visit),
                content);
    }

    private static List<Fields> rows(Fields input, String name) {
        var child = input.node().path(name);
        var isBlank =
                child.isContainer() ? child.isEmpty() : Scalars.text(child).isBlank();
        return child.isMissingNode() || isBlank ? List.of() : input.rows(name);
    }

    private static void duration(Fields fields, String name) {
        fields.optional(name, 10)
                .filter(text -> !DURATION.matcher(text).matches())
                .ifPresent(text -> {
                    throw fields.refused(name, "天数/小时数/分钟数（如 1/13/24）", text);
                });
    }

    private static OptionalLong count(Fields fields, String name) {
        return fields.optional(name, 10).isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(fields.whole(name, MOST_ROWS));
    }

    private static long tenths(Fields fields, String name) {
        var text = fields.optional(name, 10).orElse("0");
        return Decimals.parse(text, PLACES).stream()
                .filter(value -> value >= 0)
                .findFirst()
                .orElseThrow(() -> fields.refused(name, "不小于 0、最多一位小数的天数", text));
    }

    private static Map<Amount, Fen> amounts(Fields fields) {
        var amounts = new EnumMap<Amount, Fen>(Amount.class);
        fields.optionalMoney("medfee_sumamt").ifPresent(sent -> amounts.put(Amount.TOTAL, sent));
        fields.optionalMoney("psn_ownpay").ifPresent(sent -> amounts.put(Amount.OWN_PAY, sent));
        fields.optionalMoney("psn_selfpay").ifPresent(sent -> amounts.put(Amount.SELF_PAY, sent));
        fields.optionalMoney("acct_pay").ifPresent(sent -> amounts.put(Amount.ACCOUNT, sent));
        fields.optionalMoney("psn_cashpay").ifPresent(sent -> amounts.put(Amount.CASH, sent));
        return amounts;
    }

    private static Optional<Map<Payer, Fen>> funds(Fields input) {
        var rows = rows(input, "payinfo");
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var funds = new EnumMap<Payer, Fen>(Payer.class);
        rows.forEach(row -> funds.merge(
                PAYERS.getOrDefault(row.text("fund_pay_type", 6), Payer.OTHER), row.money("fund_payamt"), Fen::plus));
        return Optional.of(funds);
    }

    private static SettlementList.Item item(Fields row) {
        return new SettlementList.Item(
                row.money("amt"),
                row.optionalMoney("claa_sumfee").orElse(Fen.ZERO),
                row.optionalMoney("clab_amt").orElse(Fen.ZERO),
                row.optionalMoney("fulamt_ownpay_amt").orElse(Fen.ZERO),
                row.optionalMoney("oth_amt").orElse(Fen.ZERO));
    }

    private static SettlementList.Diagnosis diagnosis(Fields row) {
        return new SettlementList.Diagnosis(
                row.text("diag_type", 3),
                row.text("diag_code", 30),
                row.code("maindiag_flag", 3, NationalCodes.FLAGS, NationalCodes::flag));
    }

    private static SettlementList.Operation operation(Fields row) {
        return new SettlementList.Operation(
                row.optional("oprn_oprt_type", 3).filter(MAIN::equals).isPresent(),
                row.text("oprn_oprt_code", 30),
                stretch(row, "oprn_oprt_begntime", "oprn_oprt_endtime"),
                stretch(row, "anst_begntime", "anst_endtime"));
    }

    private static Stretch stretch(Fields row, String from, String until) {
        return new Stretch(row.optionalDateTime(from), row.optionalDateTime(until));
    }

    /// What the visit was ended with, where it is a stay that was.
    private SettlementList.Registered registered(Envelope envelope, String settlement, String visit) {
        var sent = settlements
                .find(settlement)
                .map(found -> found.settlement().person())
                .flatMap(person -> care.visit(envelope.institution(), person, visit))
                .flatMap(VisitRecord::inpatient)
                .map(stay -> Json.kept(stay.dischargeDetails()));
        return new SettlementList.Registered(
                sent.flatMap(SettlementListHandler::mainDiagnosis),
                sent.map(kept -> Details.read(kept, "dscg_way")).filter(way -> !way.isEmpty()));
    }

    private static Optional<String> mainDiagnosis(ObjectNode kept) {
        return Details.rows(kept.get("diseinfo")).stream()
                .filter(row -> Details.read(row, "maindiag_flag").equals(NationalCodes.YES))
                .map(row -> Details.read(row, "diag_code"))
                .findFirst();
    }

    /// The rows are under `data` or in a list of it, whatever it is called.
    private Task<Outcome.Done> submit(Envelope envelope) {
        var data = envelope.input().rows("data");
        var rows = data.size() == 1 && data.getFirst().node().has("stastinfo")
                ? data.getFirst().rows("stastinfo")
                : data;
        var statuses = rows.stream()
                .map(row -> new SettlementLists.Status(
                        row.optional("psn_no", 30),
                        row.text("setl_id", 30),
                        row.code("stas_type", 10, STATUSES, NationalCodes::flag)))
                .toList();
        var once = new Once<Integer>(
                KeptRequest.of(envelope), count -> count.toString().getBytes(StandardCharsets.UTF_8));
        KeptRequest.done(lists.submit(once, envelope.institution(), envelope.operator(), statuses), FIELDS);
        return Task.known("", Answer.NOTHING);
    }
}
