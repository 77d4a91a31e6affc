package org.openyibao.server.gateway;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.CareRecords;
import org.openyibao.server.settlement.CareRecords.Visited;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.SettlementExport.Care;
import org.openyibao.server.settlement.VisitRecord;
import org.openyibao.server.settlement.VisitRecord.Inpatient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// What there was of visits: a person's visits (就诊信息查询, 5201), the diagnoses of one (诊断信息查询, 5202), and
/// who is in hospital (在院信息查询, 5303). An institution sees its own only; what was cancelled is not told.
///
/// The times asked about are those of the beginning; without an end they are until now.
@Component
class CareQueryHandler implements Handler {

    private static final String VISITS = "5201";
    private static final String DIAGNOSES = "5202";
    private static final String IN_HOSPITAL = "5303";
    private static final String ON_ADMISSION = "1";
    private static final String ON_DISCHARGE = "2";

    private final CareRecords care;
    private final Enrolment enrolment;
    private final Registry registry;
    private final InterfaceTables tables;

    CareQueryHandler(CareRecords care, Enrolment enrolment, Registry registry, InterfaceTables tables) {
        this.care = care;
        this.enrolment = enrolment;
        this.registry = registry;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(VISITS, DIAGNOSES, IN_HOSPITAL);
    }

    @Override
    public Map<String, String> services() {
        return Map.of("fsiIntegratedQueryService/queryInhospInfo", IN_HOSPITAL);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var fields = envelope.input().only("data");
        return switch (envelope.transaction()) {
            case VISITS -> visits(envelope, fields);
            case DIAGNOSES -> diagnoses(envelope, fields);
            default -> inHospital(envelope, fields);
        };
    }

    private Task<Outcome.Done> visits(Envelope envelope, Fields fields) {
        var person = PersonFields.number(fields, enrolment);
        var times = times(fields, envelope);
        var category = fields.optional("med_type", 6);
        var id = fields.optional("mdtrt_id", 30);
        var rows = care.visits(envelope.institution(), person, times.from(), times.to()).stream()
                .filter(visited ->
                        category.filter(code -> !code.equals(category(visited))).isEmpty())
                .filter(visited ->
                        id.filter(one -> !one.equals(visited.visit().id())).isEmpty())
                .map(visited -> row(visited, envelope.slip().today()))
                .toList();
        return Task.shown(person, data("mdtrtinfo", rows));
    }

    private record Span(LocalDateTime from, LocalDateTime to) {}

    private static Span times(Fields fields, Envelope envelope) {
        var from = fields.dateTime("begntime");
        var to = fields.optionalEnd("endtime").orElse(envelope.slip().localTime());
        if (to.isBefore(from)) {
            throw fields.refused("endtime", "不早于 begntime " + Times.text(from) + " 的时间", Times.text(to));
        }
        return new Span(from, to);
    }

    private static Answer data(String node, List<OutputRow> rows) {
        return Answer.of(out -> {
            out.writeStartObject();
            OutputRow.write(out, node, rows);
            out.writeEndObject();
        });
    }

    private OutputRow row(Visited visited, LocalDate today) {
        var visit = visited.visit();
        var opened = Json.kept(visit.details());
        var begun = visit.openedAt().toLocalDate();
        var row = OutputRow.of(tables.out(VISITS, "mdtrtinfo"));
        PersonFields.person(row, visited.person(), begun)
                .text("naty", visited.person().nation());
        PersonFields.insured(row, visited.participation());
        row.text("mdtrt_id", visit.id())
                .text("insutype", NationalCodes.scheme(visit.scheme()).orElse(null))
                .time("begntime", visit.openedAt())
                .time("endtime", visit.openedAt())
                .text("med_type", category(visited))
                .text("ipt_otp_no", visit.number())
                .text("dise_codg", visit.diseaseCode())
                .text("dise_name", visit.diseaseName())
                .text("chfpdr_name", Details.read(opened, "dr_name"))
                .text("opter_id", Details.read(opened, "opter"));
        visit.inpatient().ifPresent(stay -> stay(row, visit, stay, today));
        return row.kept(opened).kept(typed(opened));
    }

    /// What a cashier typed on admission, by the names by which software sends it.
    private static ObjectNode typed(ObjectNode opened) {
        return opened.objectNode()
                .put("adm_dept_name", Details.read(opened, "department"))
                .put("adm_bed", Details.read(opened, "bed"))
                .put("dscg_maindiag_name", Details.read(opened, "diagnosis"));
    }

    private static String category(Visited visited) {
        var sent = visited.visit().category();
        return visited.kind()
                .map(kind ->
                        NationalCodes.care(new Care(kind, sent, visited.visit().isEmergencyStay())))
                .orElse(sent);
    }

    private static void stay(OutputRow row, VisitRecord visit, Inpatient stay, LocalDate today) {
        var begun = visit.openedAt().toLocalDate();
        var ended = stay.dischargedAt();
        var lastDay = ended.map(LocalDateTime::toLocalDate).orElse(today);
        row.time("endtime", ended.orElse(null))
                .text("inhosp_stas", NationalCodes.flag(ended.isEmpty()))
                .text("ars_year_ipt_flag", NationalCodes.flag(begun.getYear() != lastDay.getYear()))
                .number("ipt_days", Math.max(1, ChronoUnit.DAYS.between(begun, lastDay)))
                .kept(Json.kept(stay.dischargeDetails()));
    }

    private Task<Outcome.Done> diagnoses(Envelope envelope, Fields fields) {
        var person = fields.text("psn_no", 30);
        var id = fields.text("mdtrt_id", 30);
        var visit = care.visit(envelope.institution(), person, id)
                .orElseThrow(() -> fields.refused("mdtrt_id", "该人员在本机构未撤销的就诊ID", id));
        var rows = new ArrayList<OutputRow>();
        var kind = visit.inpatient().map(stay -> ON_ADMISSION).orElse("");
        add(rows, visit, kind, visit.details());
        visit.inpatient().ifPresent(stay -> add(rows, visit, ON_DISCHARGE, stay.dischargeDetails()));
        return Task.shown(person, data("diseinfo", rows));
    }

    /// Those in what was sent at one time.
    private void add(List<OutputRow> rows, VisitRecord visit, String kind, String details) {
        var sent = Json.kept(details);
        for (var diagnosis : Details.rows(sent.get("diseinfo"))) {
            rows.add(OutputRow.of(tables.out(DIAGNOSES, "diseinfo"))
                    .text("diag_info_id", "%s%02d".formatted(visit.id(), rows.size() + 1))
                    .text("mdtrt_id", visit.id())
                    .text("psn_no", visit.person())
                    .text("inout_diag_type", kind)
                    .text("opter_id", Details.read(sent, "opter"))
                    .text("opter_name", Details.read(sent, "opter_name"))
                    .kept(diagnosis));
        }
    }

    private Task<Outcome.Done> inHospital(Envelope envelope, Fields fields) {
        var person = fields.optional("psn_no", 30);
        var times = times(fields, envelope);
        var today = envelope.slip().today();
        var place = registry.institution(envelope.institution(), today).map(Institution::region);
        var found = care.inHospital(envelope.institution(), person, times.from(), times.to());
        var rows =
                found.stream().map(visited -> inHospital(visited, place, today)).toList();
        var persons = found.stream().map(visited -> visited.visit().person()).toList();
        return Task.shown(persons, data("data", rows));
    }

    private OutputRow inHospital(Visited visited, Optional<String> place, LocalDate today) {
        var visit = visited.visit();
        var home = visited.participation().region();
        return PersonFields.person(OutputRow.of(tables.out(IN_HOSPITAL, "data")), visited.person(), today)
                .text("mdtrt_id", visit.id())
                .text("insutype", NationalCodes.scheme(visit.scheme()).orElse(null))
                .date("begndate", visit.openedAt().toLocalDate())
                .text("med_type", category(visited))
                .text("ipt_otp_no", visit.number())
                .text("out_flag", NationalCodes.flag(place.filter(home::equals).isEmpty()));
    }
}
