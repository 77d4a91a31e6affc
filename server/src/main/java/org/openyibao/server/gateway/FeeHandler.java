package org.openyibao.server.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.FeeItem;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;

/// Uploading the fee lines of a visit (门诊费用明细上传, 2204) and withdrawing them (2205); the same of a stay (住院, 2301,
/// 2302), which has no batches; and what is noted of a line of either (2306).
@Component
class FeeHandler implements Handler {

    private static final String UPLOAD = "2204";
    private static final String WITHDRAW = "2205";

    private static final String CHARGE = "2301";
    private static final String WITHDRAW_CHARGES = "2302";

    private static final String NOTE = "2306";

    /// In place of a batch, or of a line of a stay: all of them.
    private static final String ALL = "0000";

    @Override
    public Set<String> transactions() {
        return Set.of(UPLOAD, WITHDRAW, CHARGE, WITHDRAW_CHARGES, NOTE);
    }

    @Override
    public Map<String, String> services() {
        return Map.of(
                "outpatientDocInfoService/outpatientFeeListUp", UPLOAD,
                "outpatientDocInfoService/outpatientFeeListUpCancel", WITHDRAW,
                "hospFeeDtlService/feeDtlUp", CHARGE,
                "hospFeeDtlService/feeDtlCl", WITHDRAW_CHARGES);
    }

    @Override
    public Task<?> read(Envelope envelope) {
        return switch (envelope.transaction()) {
            case UPLOAD -> upload(envelope);
            case WITHDRAW -> withdraw(envelope);
            case CHARGE -> charge(envelope);
            case NOTE -> note(envelope);
            default -> withdrawCharges(envelope);
        };
    }

    private static Task<Outcome.FeesTaken> upload(Envelope envelope) {
        var rows = envelope.input().rows("feedetail");
        var command = new Command.UploadFees(
                same(rows, "psn_no"),
                envelope.institution(),
                same(rows, "mdtrt_id"),
                batch(rows),
                rows.stream().map(FeeHandler::item).toList(),
                Details.of(rows));
        return taking(command);
    }

    private static Task<Outcome.FeesTaken> taking(Command command) {
        return new Task<>(
                command,
                Outcome.FeesTaken.class,
                taken -> Answer.of(out -> {
                    out.writeStartObject();
                    FeeLines.write(out, "result", taken.items());
                    out.writeEndObject();
                }));
    }

    private static Task<Outcome.FeesTaken> charge(Envelope envelope) {
        var rows = envelope.input().rows("feedetail");
        return taking(new Command.Charge(
                same(rows, "psn_no"),
                envelope.institution(),
                same(rows, "mdtrt_id"),
                rows.stream().map(row -> itemOfStay(row, envelope)).toList(),
                Details.of(rows)));
    }

    private static String batch(List<Fields> rows) {
        var batch = same(rows, "chrg_bchno");
        if (batch.equals(ALL)) {
            throw rows.getFirst().refused("chrg_bchno", "0000 以外的收费批次号", batch);
        }
        return batch;
    }

    /// A field that every line repeats.
    private static String same(List<Fields> rows, String name) {
        var first = rows.getFirst().text(name, 30);
        for (var row : rows) {
            var value = row.text(name, 30);
            if (!value.equals(first)) {
                throw row.refused(name, "与第 1 行相同的 " + first, value);
            }
        }
        return first;
    }

    private static FeeItem item(Fields row) {
        row.text("rx_circ_flag", 3);
        checkOrder(row);
        return FeeLines.item(row, row.code("hosp_appr_flag", 3, NationalCodes.APPROVALS, NationalCodes::approval));
    }

    private static FeeItem itemOfStay(Fields row, Envelope envelope) {
        row.code("med_type", 6, NationalCodes.STAYS, envelope::stay);
        checkOrder(row);
        if (row.text("feedetl_sn", 30).equals(ALL)) {
            throw row.refused("feedetl_sn", "0000 以外的费用明细流水号", ALL);
        }
        var approval = row.optionalCode("hosp_appr_flag", 3, NationalCodes.APPROVALS, NationalCodes::approval);
        return FeeLines.itemOfStay(row, approval.orElse(FeeItem.Approval.NONE));
    }

    private static void checkOrder(Fields row) {
        row.text("bilg_dept_codg", 30);
        row.text("bilg_dept_name", 100);
        row.text("bilg_dr_codg", 30);
        row.text("bilg_dr_name", 50);
    }

    private static Task<Outcome> withdraw(Envelope envelope) {
        var fields = envelope.input().only("data");
        return Task.done(new Command.WithdrawFees(
                fields.text("psn_no", 30),
                envelope.institution(),
                fields.text("mdtrt_id", 30),
                Optional.of(fields.text("chrg_bchno", 30)).filter(batch -> !batch.equals(ALL))));
    }

    private static Task<Outcome> withdrawCharges(Envelope envelope) {
        var fields = envelope.input().only("data");
        return Task.done(new Command.WithdrawCharges(
                fields.text("psn_no", 30),
                envelope.institution(),
                fields.text("mdtrt_id", 30),
                Optional.of(fields.text("feedetl_sn", 30)).filter(serial -> !serial.equals(ALL))));
    }

    private static Task<Outcome> note(Envelope envelope) {
        var fields = envelope.input().only("data");
        return Task.done(new Command.Memo(
                fields.text("psn_no", 30),
                envelope.institution(),
                fields.text("mdtrt_id", 30),
                fields.text("bkkp_sn", 30),
                fields.text("med_list_codg", 50),
                fields.optional("memo", 500).orElse("")));
    }
}
