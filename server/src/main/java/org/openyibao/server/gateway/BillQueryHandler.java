package org.openyibao.server.gateway;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.Bill;
import org.openyibao.server.settlement.CareRecords;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Line by line what a settlement settled (费用明细查询, 5204), of which an institution sees its own only; and the
/// drugs of a person's settled chronic care wherever it was (人员慢特病用药记录查询, 5205), by the days of care.
@Component
class BillQueryHandler implements Handler {

    private static final String LINES = "5204";
    private static final String CHRONIC = "5205";

    private final CareRecords care;
    private final Enrolment enrolment;
    private final Registry registry;
    private final InterfaceTables tables;

    BillQueryHandler(CareRecords care, Enrolment enrolment, Registry registry, InterfaceTables tables) {
        this.care = care;
        this.enrolment = enrolment;
        this.registry = registry;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(LINES, CHRONIC);
    }

    @Override
    public Map<String, String> services() {
        return Map.of("fsiIntegratedQueryService/queryFeeList", LINES);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var fields = envelope.input().only("data");
        return envelope.transaction().equals(LINES) ? lines(envelope, fields) : chronic(envelope, fields);
    }

    private Task<Outcome.Done> lines(Envelope envelope, Fields fields) {
        var person = fields.text("psn_no", 30);
        var visit = fields.text("mdtrt_id", 30);
        var id = fields.text("setl_id", 30);
        var bill = care.bill(envelope.institution(), person, visit, id)
                .orElseThrow(() -> fields.refused("setl_id", "本机构为该人员该次就诊所作、费用明细自结算后未变的结算", id));
        var rows = new ArrayList<OutputRow>();
        var place = place(bill);
        for (var sheet : bill.sheets()) {
            var sent = Json.kept(sheet.details());
            for (var line : sheet.lines()) {
                rows.add(row(bill, line, sent, place));
            }
        }
        return Task.shown(person, Answer.of(out -> {
            out.writeStartArray();
            rows.forEach(row -> row.write(out));
            out.writeEndArray();
        }));
    }

    /// Where the bill is from. Its catalogue entries are at hand then.
    private Optional<Institution> place(Bill bill) {
        var settlement = bill.settlement();
        var place = registry.institution(settlement.institution(), settlement.serviceDate());
        place.ifPresent(at -> registry.prepare(
                at.region(),
                bill.sheets().stream()
                        .flatMap(sheet -> sheet.lines().stream())
                        .map(Bill.Line::code)
                        .distinct()
                        .toList()));
        return place;
    }

    /// Of a line what was sent of it. A purchase keeps its lines within what was sent with it.
    private static ObjectNode sent(ObjectNode sheet, Bill.Line line) {
        var columns = sheet.get("drugdetail") instanceof ObjectNode within ? within : sheet;
        return Details.row(columns, line.place());
    }

    private static LocalDateTime chargedAt(Bill bill, Bill.Line line, ObjectNode sent) {
        return Times.dateTime(Details.read(sent, "fee_ocur_time"))
                .orElseGet(
                        () -> line.day().orElse(bill.settlement().serviceDate()).atStartOfDay());
    }

    private Optional<CatalogueEntry> entry(Optional<Institution> place, Bill.Line line, LocalDateTime at) {
        return place.flatMap(found -> registry.entry(found.region(), line.code(), at.toLocalDate()));
    }

    private OutputRow row(Bill bill, Bill.Line line, ObjectNode sheet, Optional<Institution> place) {
        var settlement = bill.settlement();
        var sent = sent(sheet, line);
        var terms = SentTerms.of(settlement);
        var at = chargedAt(bill, line, sent);
        var entry = entry(place, line, at);
        var parts = line.parts();
        var row = OutputRow.of(tables.out(LINES, "output"))
                .text("mdtrt_id", settlement.visit())
                .text("setl_id", settlement.id())
                .amount("det_item_fee_sumamt", line.amount())
                .amount("fulamt_ownpay_amt", parts.ownPay())
                .amount("overlmt_amt", parts.overLimit())
                .amount("preselfpay_amt", parts.firstPay())
                .amount("inscp_scp_amt", parts.inScope())
                .number("selfpay_prop", FeeLines.selfPaid(line.line()).millionths(), FeeLines.RATIO_PLACES)
                .text("opter_id", terms.operator())
                .text("opter_name", terms.operatorName())
                .time("opt_time", settlement.settledAt())
                .text("rx_drord_no", orderNumber(sent))
                .text("memo", line.memo());
        if (settlement.isReversal()) {
            Decimals.parse(Details.read(sent, "cnt"), FeeLines.QUANTITY_PLACES)
                    .ifPresent(count -> row.number("cnt", -count, FeeLines.QUANTITY_PLACES));
        }
        entry.ifPresent(item -> {
            row.number("pric_uplmt_amt", FeeLines.ceilingMicro(item), FeeLines.PRICE_PLACES);
            row.text("lmt_used_flag", NationalCodes.flag(item.limited()));
        });
        item(row, bill, line, at, entry);
        return row.kept(sent);
    }

    private static String orderNumber(ObjectNode sent) {
        var order = Details.read(sent, "drord_no");
        return order.isEmpty() ? Details.read(sent, "rxno") : order;
    }

    /// What both have in common.
    private static void item(
            OutputRow row, Bill bill, Bill.Line line, LocalDateTime at, Optional<CatalogueEntry> entry) {
        row.text("feedetl_sn", line.serial())
                .text(
                        "med_type",
                        NationalCodes.care(bill.settlement(), bill.visit().category()))
                .time("fee_ocur_time", at)
                .text("chrgitm_lv", NationalCodes.grade(line.line().grade()))
                .text("hilist_code", line.code())
                .text("hilist_name", line.line().name())
                .text("list_type", NationalCodes.list(line.line().category(), line.code()))
                .text("med_list_codg", line.code())
                .text("med_chrgitm_type", entry.map(CatalogueEntry::chargeType).orElse(null));
    }

    private Task<Outcome.Done> chronic(Envelope envelope, Fields fields) {
        var person = PersonFields.number(fields, enrolment);
        var from = fields.dateTime("begntime").toLocalDate();
        var to = fields.optionalEnd("endtime")
                .orElse(envelope.slip().localTime())
                .toLocalDate();
        var rows = new ArrayList<OutputRow>();
        for (var bill : care.chronic(person, from, to)) {
            addDrugs(rows, bill);
        }
        return Task.shown(person, Answer.of(out -> {
            out.writeStartObject();
            OutputRow.write(out, "feedetail", rows);
            out.writeEndObject();
        }));
    }

    private void addDrugs(List<OutputRow> rows, Bill bill) {
        var place = place(bill);
        for (var sheet : bill.sheets()) {
            var kept = Json.kept(sheet.details());
            for (var line : sheet.lines()) {
                if (line.line().category() == FeeCategory.DRUG) {
                    var sent = sent(kept, line);
                    var at = chargedAt(bill, line, sent);
                    var row = OutputRow.of(tables.out(CHRONIC, "feedetail"))
                            .text("rx_drord_no", orderNumber(sent))
                            .text("fixmedins_code", bill.settlement().institution())
                            .text("fixmedins_name", place.map(Institution::name).orElse(null))
                            .text("psn_no", bill.settlement().person());
                    item(row, bill, line, at, entry(place, line, at));
                    rows.add(row.kept(sent));
                }
            }
        }
    }
}
