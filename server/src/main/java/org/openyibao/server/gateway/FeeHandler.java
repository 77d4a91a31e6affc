package org.openyibao.server.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.FeeItem;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;

/// Uploading the fee lines of a visit (门诊费用明细上传, 2204) and withdrawing them (2205).
@Component
class FeeHandler implements Handler {

    private static final String UPLOAD = "2204";
    private static final String WITHDRAW = "2205";

    /// In place of a batch: all of them.
    private static final String ALL_BATCHES = "0000";

    @Override
    public Set<String> transactions() {
        return Set.of(UPLOAD, WITHDRAW);
    }

    @Override
    public Map<String, String> services() {
        return Map.of(
                "outpatientDocInfoService/outpatientFeeListUp", UPLOAD,
                "outpatientDocInfoService/outpatientFeeListUpCancel", WITHDRAW);
    }

    @Override
    public Task<?> read(Envelope envelope) {
        return envelope.transaction().equals(UPLOAD) ? upload(envelope) : withdraw(envelope);
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
        return new Task<>(
                command,
                Outcome.FeesTaken.class,
                taken -> Answer.of(out -> {
                    out.writeStartObject();
                    FeeLines.write(out, "result", taken.items());
                    out.writeEndObject();
                }));
    }

    private static String batch(List<Fields> rows) {
        var batch = same(rows, "chrg_bchno");
        if (batch.equals(ALL_BATCHES)) {
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
        row.text("bilg_dept_codg", 30);
        row.text("bilg_dept_name", 100);
        row.text("bilg_dr_codg", 30);
        row.text("bilg_dr_name", 50);
        return FeeLines.item(row, row.code("hosp_appr_flag", 3, NationalCodes.APPROVALS, NationalCodes::approval));
    }

    private static Task<Outcome> withdraw(Envelope envelope) {
        var fields = envelope.input().only("data");
        return Task.done(new Command.WithdrawFees(
                fields.text("psn_no", 30),
                envelope.institution(),
                fields.text("mdtrt_id", 30),
                Optional.of(fields.text("chrg_bchno", 30)).filter(batch -> !batch.equals(ALL_BATCHES))));
    }
}
