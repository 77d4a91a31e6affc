package org.openyibao.server.gateway;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.server.advice.AdviceRule;
import org.openyibao.server.advice.Advices;
import org.openyibao.server.advice.Advices.Feedback;
import org.openyibao.server.advice.Advices.Response;
import org.openyibao.server.advice.Advices.Stage;
import org.openyibao.server.advice.Encounter;
import org.openyibao.server.advice.Finding;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.FeeItem;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/// Advice before (事前提醒, 3101) and while something is ordered (事中预警, 3102), and what the institution did about it
/// (事前事中服务反馈, 3103).
///
/// Looked at is the visit that `curr_mdtrt_id` names, or each where it names none; of its orders those that are
/// current. `rule_ids` counts where no `trig_scen` is sent.
@Component
class AdviceHandler implements Handler {

    private static final int LONGEST_PERSON = 30;
    private static final String BEFORE = "3101";
    private static final String DURING = "3102";
    private static final String FEEDBACK = "3103";

    private static final String CALCULATED = "1";
    private static final Map<String, String> FIELDS = Map.of("finding", "warn_rslt_id");

    private final Advices advices;
    private final Registry registry;
    private final InterfaceTables tables;

    AdviceHandler(Advices advices, Registry registry, InterfaceTables tables) {
        this.advices = advices;
        this.registry = registry;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(BEFORE, DURING, FEEDBACK);
    }

    @Override
    public Map<String, String> services() {
        return Map.of("riskConService/beforeAnalyze", BEFORE, "riskConService/courseAnalyze", DURING);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var data = envelope.input().only("data");
        return envelope.transaction().equals(FEEDBACK) ? feedback(envelope, data) : advise(envelope, data);
    }

    private Task<Outcome.Done> advise(Envelope envelope, Fields data) {
        var institution = registry.institution(
                        envelope.institution(), envelope.slip().today())
                .orElseThrow(() -> new IllegalStateException("an institution that was there is gone"));
        var task = envelope.input().optional("task_id", 50);
        var encounters = new ArrayList<Encounter>();
        for (var patient : data.rows("patient_dtos")) {
            var current = patient.optional("curr_mdtrt_id", 50);
            for (var visit : patient.rows("fsi_encounter_dtos")) {
                var encounter = encounter(envelope, patient, visit);
                if (current.map(encounter.visit()::equals).orElse(true)) {
                    encounters.add(encounter);
                }
            }
        }
        var stage = envelope.transaction().equals(BEFORE) ? Stage.BEFORE : Stage.DURING;
        var once = new Once<List<Finding>>(
                KeptRequest.of(envelope),
                findings -> Json.write(out -> write(out, envelope.transaction(), task, findings)));
        var output = KeptRequest.done(advices.advise(once, institution, stage, rules(data), encounters), FIELDS);
        var persons = encounters.stream()
                .map(Encounter::patient)
                .filter(patient -> patient.length() <= LONGEST_PERSON)
                .toList();
        return Task.shown(persons, Answer.of(out -> out.writeRawValue(output)));
    }

    private static Set<AdviceRule> rules(Fields data) {
        var sent = data.node().get("rule_ids");
        if (sent == null || sent.isEmpty() || data.has("trig_scen")) {
            return EnumSet.allOf(AdviceRule.class);
        }
        var rules = EnumSet.noneOf(AdviceRule.class);
        for (var code : sent.isArray() ? sent : List.of(sent)) {
            rules.add(AdviceRule.of(code.asString(""))
                    .orElseThrow(() -> data.refused(
                            "rule_ids", "规则标识 D01 至 D06、J01 至 J09", code.isValueNode() ? Scalars.text(code) : "其他内容")));
        }
        return rules;
    }

    private static Encounter encounter(Envelope envelope, Fields patient, Fields visit) {
        var kind = visit.code("med_type", 6, NationalCodes.CARE_KINDS, envelope::care);
        var today = envelope.slip().today();
        var begun = visit.optionalDateTime("adm_date").map(LocalDateTime::toLocalDate);
        var ended = visit.optionalDateTime("dscg_date").map(LocalDateTime::toLocalDate);
        if (begun.isPresent() && ended.filter(begun.get()::isAfter).isPresent()) {
            throw visit.refused("dscg_date", "不早于 adm_date 的日期", ended.get().toString());
        }
        var day = kind == VisitKind.INPATIENT ? ended.orElse(today) : begun.orElse(today);
        var orders = visit.rows("fsi_order_dtos").stream()
                .map(row -> order(row, begun.orElse(day).atStartOfDay()))
                .toList();
        return new Encounter(
                patient.text("patn_id", 50),
                patient.optional("gend", 3).orElse(""),
                patient.optionalDate("brdy"),
                visit.text("mdtrt_id", 50),
                visit.optionalCode("insutype", 6, NationalCodes.SCHEMES, NationalCodes::scheme),
                kind,
                day,
                kind == VisitKind.INPATIENT ? begun : Optional.empty(),
                visit.optional("dise_no", 30).map(List::of).orElse(List.of()),
                orders);
    }

    private static Encounter.Order order(Fields row, LocalDateTime begun) {
        var item = new FeeItem(
                row.text("rx_id", 50),
                row.text("hilist_code", 50),
                row.quantity("cnt"),
                row.price("pric"),
                row.money("sumamt"),
                row.optionalDateTime("drord_begn_date").orElse(begun).toLocalDate(),
                FeeItem.Approval.NONE);
        var current = row.optionalCode("curr_drord_flag", 3, NationalCodes.FLAGS, NationalCodes::flag);
        return new Encounter.Order(item, row.optional("hilist_name", 200).orElse(""), current.orElse(true));
    }

    private void write(JsonGenerator out, String transaction, Optional<String> task, List<Finding> findings) {
        var rows = new ArrayList<OutputRow>(findings.size());
        for (var finding : findings) {
            rows.add(OutputRow.of(tables.out(transaction, "result"))
                    .text("jr_id", finding.id())
                    .text("rule_id", finding.rule().code())
                    .text("rule_name", finding.rule().title())
                    .text("vola_cont", finding.content())
                    .text("patn_id", finding.patient())
                    .text("mdtrt_id", finding.visit())
                    .rows("judge_result_detail_dtos", parts(transaction, finding))
                    .amount("vola_amt", finding.amount())
                    .text("vola_amt_stas", CALCULATED)
                    .text("sev_deg", NationalCodes.severity(finding.rule().severity()))
                    .text("vola_evid", finding.evidence())
                    .text("vola_bhvr_type", finding.rule().isOfOrders() ? "2" : "1")
                    .text("task_id", task.orElse(null)));
        }
        out.writeStartObject();
        OutputRow.write(out, "result", rows);
        out.writeEndObject();
    }

    private List<OutputRow> parts(String transaction, Finding finding) {
        var rows = new ArrayList<OutputRow>(finding.parts().size());
        for (var part : finding.parts()) {
            rows.add(OutputRow.of(tables.out(transaction, "judge_result_detail_dtos"))
                    .text("jrd_id", finding.id() + "-" + (rows.size() + 1))
                    .text("patn_id", finding.patient())
                    .text("mdtrt_id", finding.visit())
                    .text("rx_id", part.order())
                    .text("vola_item_type", part.offends() ? "1" : "2")
                    .amount("vola_amt", part.amount()));
        }
        return rows;
    }

    private Task<Outcome.Done> feedback(Envelope envelope, Fields data) {
        var stage = data.code("warn_type", 6, "1（事前）或 2（事中）", AdviceHandler::stage);
        var answers = data.rows("warns").stream().map(AdviceHandler::feedback).toList();
        var once = new Once<Integer>(
                KeptRequest.of(envelope), count -> count.toString().getBytes(StandardCharsets.UTF_8));
        KeptRequest.done(
                advices.answer(
                        once, envelope.institution(), stage, answers, envelope.operator(), envelope.operatorName()),
                FIELDS);
        return Task.known("", Answer.NOTHING);
    }

    private static Feedback feedback(Fields row) {
        var response = row.code("dspo_way", 3, "1（继续执行医嘱）或 2（返回修改医嘱）", AdviceHandler::response);
        var because = response == Response.CONTINUED
                ? row.text("dspo_way_rea", 500)
                : row.optional("dspo_way_rea", 500).orElse("");
        return new Feedback(row.text("warn_rslt_id", 40), response, because);
    }

    private static Optional<Stage> stage(String code) {
        return switch (code) {
            case "1" -> Optional.of(Stage.BEFORE);
            case "2" -> Optional.of(Stage.DURING);
            default -> Optional.empty();
        };
    }

    private static Optional<Response> response(String code) {
        return switch (code) {
            case "1" -> Optional.of(Response.CONTINUED);
            case "2" -> Optional.of(Response.CHANGED);
            default -> Optional.empty();
        };
    }
}
