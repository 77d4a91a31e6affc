package org.openyibao.server.gateway;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.facility.Facility;
import org.openyibao.server.facility.Report;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;

/// Reports of examinations and tests that institutions recognise of each other (检查检验结果互认): a person's reports, newest
/// first (项目互认信息查询, 5401), and what one says (报告明细信息查询, 5402). Any designated institution is told of those of the
/// person before it, whoever made them out.
@Component
class ReportHandler implements Handler {

    private static final String REPORTS = "5401";
    private static final String DETAILS = "5402";
    private static final String EXAMINATION = "checkreportdetails";
    private static final String TEST = "inspectionreportinformation";
    private static final String TEST_ITEMS = "inspectiondetails";

    private final Facility facility;
    private final Enrolment enrolment;
    private final Registry registry;
    private final InterfaceTables tables;

    ReportHandler(Facility facility, Enrolment enrolment, Registry registry, InterfaceTables tables) {
        this.facility = facility;
        this.enrolment = enrolment;
        this.registry = registry;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(REPORTS, DETAILS);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var day = envelope.slip().today();
        if (registry.institution(envelope.institution(), day)
                .filter(Institution::designated)
                .isEmpty()) {
            throw InvalidFieldException.of("fixmedins_code", day + " 为定点的医药机构编号", envelope.institution());
        }
        return envelope.transaction().equals(REPORTS)
                ? reports(envelope.input().onlyOfOnly("bilgiteminfo"))
                : details(envelope.input().onlyOfOnly("rptdetailinfo"));
    }

    private String person(Fields fields) {
        return PersonFields.number(fields, enrolment);
    }

    private Task<Outcome.Done> reports(Fields fields) {
        var person = person(fields);
        var wanted = new Report.Wanted(
                fields.optional("exam_org_code", 50).orElse(""),
                fields.optional("exam_org_name", 50).orElse(""),
                fields.optional("exam_item_code", 30).orElse(""),
                fields.optional("exam_item_name", 300).orElse(""));
        var rows = facility.reports(person, wanted).stream()
                .map(report -> examination(report, REPORTS, "bilgiteminfo")
                        .text("fixmedins_code", report.institution())
                        .text("exe_org_name", report.performer()))
                .toList();
        return Task.shown(person, Answer.of(out -> {
            out.writeStartObject();
            OutputRow.write(out, "bilgiteminfo", rows);
            out.writeEndObject();
        }));
    }

    private Task<Outcome.Done> details(Fields fields) {
        var person = person(fields);
        var institution = fields.text("fixmedins_code", 20);
        var number = fields.text("rpotc_no", 30);
        var report = facility.report(person, institution, number)
                .orElseThrow(() -> fields.refused("rpotc_no", "该机构为该人员出具的报告单号", number));
        var isTest = report.kind() == Report.Kind.TEST;
        var examinations = isTest
                ? List.<OutputRow>of()
                : List.of(examination(report, DETAILS, EXAMINATION).text("bilgDrName", report.physician()));
        var tests = isTest ? List.of(test(report)) : List.<OutputRow>of();
        var items = report.items().stream().map(item -> row(report, item)).toList();
        return Task.shown(person, Answer.of(out -> {
            out.writeStartObject();
            OutputRow.write(out, EXAMINATION, examinations);
            OutputRow.write(out, TEST, tests);
            OutputRow.write(out, TEST_ITEMS, items);
            out.writeEndObject();
        }));
    }

    /// What the list of reports and the details of an examination have in common.
    private OutputRow examination(Report report, String transaction, String node) {
        return OutputRow.of(tables.out(transaction, node))
                .text("psn_no", report.person())
                .text("rpotc_no", report.number())
                .date("rpt_date", report.on())
                .text("rpotc_type_code", report.type())
                .text("exam_rpotc_name", report.name())
                .text("exam_rslt_poit_flag", flag(report.positive()))
                .text("exam_rslt_abn", flag(report.abnormal()))
                .text("exam_ccls", report.conclusion());
    }

    private OutputRow test(Report report) {
        return OutputRow.of(tables.out(DETAILS, TEST))
                .text("psn_no", report.person())
                .text("rpotc_no", report.number())
                .text("exam_item_code", report.item())
                .text("exam_item_name", report.itemName())
                .date("rpt_date", report.on())
                .text("rpot_doc", report.physician());
    }

    private OutputRow row(Report report, Report.Item item) {
        return OutputRow.of(tables.out(DETAILS, TEST_ITEMS))
                .text("rpotc_no", report.number())
                .text("exam_mtd", item.method())
                .text("ref_val", item.reference())
                .text("exam_unt", item.unit())
                .decimal("exam_rslt_val", item.value())
                .text("exam_rslt_qual", item.finding())
                .text("exam_item_detl_code", item.code())
                .text("exam_item_detl_name", item.name())
                .text("exam_rslt_abn", flag(item.abnormal()));
    }

    private static String flag(Optional<Boolean> said) {
        return said.map(NationalCodes::flag).orElse("");
    }
}
