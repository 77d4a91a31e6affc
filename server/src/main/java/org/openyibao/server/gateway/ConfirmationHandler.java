package org.openyibao.server.gateway;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.server.clearing.Confirmation;
import org.openyibao.server.clearing.Confirmations;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;

/// What an institution settled for people of other regions in a month: told by lines (提取异地清分明细, 3260),
/// confirmed before the month is netted (确认, 3261), and that taken back (确认回退, 3262).
///
/// `optins_pay_sumamt` is all that the home region owes: of its funds and of accounts. A line that is not
/// confirmed is netted with the next month. `otransid` is the `inf_refmsgid` with which 3261 was answered, or 0
/// for the whole month.
@Component
class ConfirmationHandler implements Handler {

    private static final String DETAILS = "3260";
    private static final String CONFIRM = "3261";
    private static final String UNDO = "3262";
    private static final String ALL = "0";
    private static final int LAST_YEAR = 9_999;
    private static final int MONTHS = 12;
    private static final long LAST_ROW = 999_999_999_999L;

    private static final Map<String, String> FIELDS = Map.of(
            "month", "trt_month",
            "settlement", "setl_sn",
            "visit", "mdtrt_id",
            "certificate", "certno",
            "time", "mdtrt_setl_time",
            "total", "medfee_sumamt",
            "owed", "optins_pay_sumamt",
            "original", "otransid");

    private final Confirmations confirmations;
    private final InterfaceTables tables;

    ConfirmationHandler(Confirmations confirmations, InterfaceTables tables) {
        this.confirmations = confirmations;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(DETAILS, CONFIRM, UNDO);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var fields = envelope.input().only("data");
        var month = month(fields);
        return switch (envelope.transaction()) {
            case DETAILS -> details(envelope, fields, month);
            case CONFIRM -> confirm(envelope, fields, month);
            default -> undo(envelope, fields, month);
        };
    }

    private Task<Outcome.Done> details(Envelope envelope, Fields fields, YearMonth month) {
        var first = Math.max(1, fields.whole("startrow", LAST_ROW));
        var found = confirmations.details(envelope.institution(), month, first);
        var rows = found.stream().map(this::row).toList();
        return Task.shown(found.stream().map(each -> each.item().person()).toList(), Answer.of(out -> {
            out.writeStartObject();
            OutputRow.write(out, "data", rows);
            out.writeEndObject();
        }));
    }

    private OutputRow row(Confirmation.Detail detail) {
        var item = detail.item();
        return OutputRow.of(tables.out(DETAILS, "data"))
                .number("seqno", detail.row())
                .text("mdtrtarea", item.place())
                .text("medins_no", item.institution())
                .text("certno", detail.certificate())
                .text("mdtrt_id", detail.visit())
                .time("mdtrt_setl_time", detail.settledAt())
                .text("setl_sn", item.settlement())
                // Claims are paid to persons and owed to no other region: all of these the institution settled.
                .text("fulamt_advpay_flag", NationalCodes.NO)
                .amount("medfee_sumamt", item.total())
                .amount("optins_pay_sumamt", item.owed());
    }

    private Task<Outcome.Done> confirm(Envelope envelope, Fields fields, YearMonth month) {
        var rows = envelope.input().rows("detail");
        if (rows.size() > Confirmations.MOST) {
            throw fields.refused("detail", "1 至 " + Confirmations.MOST + " 行", rows.size() + " 行");
        }
        var count = fields.whole("totalrow", LAST_ROW);
        if (count != rows.size()) {
            throw fields.refused("totalrow", "detail 的行数 " + rows.size(), Long.toString(count));
        }
        var said = rows.stream().map(ConfirmationHandler::confirmation).toList();
        KeptRequest.done(
                confirmations.confirm(
                        once(envelope), envelope.institution(), month, number(envelope), envelope.operator(), said),
                FIELDS);
        return Task.known("", Answer.NOTHING);
    }

    private static Confirmation confirmation(Fields row) {
        var time = row.dateTime("mdtrt_setl_time");
        var isDay = row.text("mdtrt_setl_time", 19).length() == "yyyy-MM-dd".length();
        return new Confirmation(
                row.text("setl_sn", 30),
                row.text("mdtrt_id", 30),
                row.text("certno", 50),
                time.toLocalDate(),
                isDay ? Optional.<LocalDateTime>empty() : Optional.of(time),
                row.signedMoney("medfee_sumamt"),
                row.signedMoney("optins_pay_sumamt"),
                row.code("cnfm_flag", 3, "0（不确认）或 1（确认）", NationalCodes::flag));
    }

    private Task<Outcome.Done> undo(Envelope envelope, Fields fields, YearMonth month) {
        var original = Optional.of(fields.text("otransid", 30)).filter(id -> !id.equals(ALL));
        KeptRequest.done(
                confirmations.undo(
                        once(envelope), envelope.institution(), month, original, number(envelope), envelope.operator()),
                FIELDS);
        return Task.known("", Answer.NOTHING);
    }

    private static Once<String> once(Envelope envelope) {
        return new Once<>(KeptRequest.of(envelope), number -> number.getBytes(StandardCharsets.UTF_8));
    }

    /// The `inf_refmsgid` of the answer.
    private static String number(Envelope envelope) {
        return envelope.slip().messageId(envelope.careRegion());
    }

    private static YearMonth month(Fields fields) {
        var year = fields.whole("trt_year", LAST_YEAR);
        var month = fields.whole("trt_month", MONTHS);
        if (year == 0 || month == 0) {
            throw fields.refused("trt_month", "年月", year + "-" + month);
        }
        return YearMonth.of((int) year, (int) month);
    }
}
