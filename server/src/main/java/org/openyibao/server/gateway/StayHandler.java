package org.openyibao.server.gateway;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;

/// A stay as such: admission (入院办理, 2401), its change (2403) and cancellation (2404), discharge (出院办理, 2402) and its
/// undoing (2405).
@Component
class StayHandler implements Handler {

    private static final String ADMIT = "2401";
    private static final String DISCHARGE = "2402";
    private static final String CHANGE = "2403";
    private static final String CANCEL = "2404";
    private static final String UNDO_DISCHARGE = "2405";

    @Override
    public Set<String> transactions() {
        return Set.of(ADMIT, DISCHARGE, CHANGE, CANCEL, UNDO_DISCHARGE);
    }

    @Override
    public Map<String, String> services() {
        return Map.of(
                "hospitalRegisterService/hospitalRegisterSave", ADMIT,
                "hospitalRegisterService/hospitalRegisterEdit", CHANGE,
                "hospitalRegisterService/hospitalRegisterCancel", CANCEL,
                "dscgService/dischargeProcess", DISCHARGE,
                "dscgService/dischargeUndo", UNDO_DISCHARGE);
    }

    @Override
    public Task<?> read(Envelope envelope) {
        return switch (envelope.transaction()) {
            case ADMIT -> admit(envelope);
            case DISCHARGE -> discharge(envelope);
            case CHANGE -> change(envelope);
            case CANCEL -> cancel(envelope);
            default -> undoDischarge(envelope);
        };
    }

    private static Task<Outcome.Opened> admit(Envelope envelope) {
        var fields = envelope.input().only("mdtrtinfo");
        var diagnoses = diagnoses(envelope);
        checkAdmission(fields);
        var command = new Command.Admit(
                fields.text("psn_no", 30),
                fields.code("insutype", 6, NationalCodes.SCHEMES, NationalCodes::scheme),
                envelope.institution(),
                fields.dateTime("begntime"),
                fields.text("ipt_no", 30),
                category(fields, envelope),
                envelope.isEmergencyStay(category(fields, envelope)),
                fields.optional("dise_codg", 30).orElse(""),
                fields.optional("dise_name", 500).orElse(""),
                Details.of(fields, "diseinfo", diagnoses, envelope));
        return new Task<>(
                command,
                Outcome.Opened.class,
                opened -> Answer.of(out -> {
                    out.writeStartObject();
                    out.writeObjectPropertyStart("result");
                    out.writeStringProperty("mdtrt_id", opened.visit());
                    out.writeNullProperty("exp_content");
                    out.writeEndObject();
                    out.writeEndObject();
                }));
    }

    private static Task<Outcome> change(Envelope envelope) {
        var fields = envelope.input().only("adminfo");
        var diagnoses = envelope.input().node().hasNonNull("diseinfo") ? diagnoses(envelope) : List.<Fields>of();
        fields.optionalCode("mdtrt_cert_type", 3, NationalCodes.CERTIFICATES, NationalCodes::certificate);
        var category = fields.optionalCode("med_type", 6, NationalCodes.STAYS, envelope::stay);
        return Task.done(new Command.ChangeAdmission(
                fields.text("psn_no", 30),
                envelope.institution(),
                fields.text("mdtrt_id", 30),
                fields.optionalDateTime("begntime"),
                fields.optional("ipt_otp_no", 30),
                category,
                category.filter(envelope::isEmergencyStay).isPresent(),
                fields.optional("dise_codg", 30).orElse(""),
                fields.optional("dise_name", 500).orElse(""),
                Diagnoses.upon(fields, diagnoses)));
    }

    private static String category(Fields fields, Envelope envelope) {
        return fields.code("med_type", 6, NationalCodes.STAYS, envelope::stay);
    }

    private static void checkAdmission(Fields fields) {
        fields.code("mdtrt_cert_type", 3, NationalCodes.CERTIFICATES, NationalCodes::certificate);
        fields.text("atddr_no", 30);
        fields.text("chfpdr_name", 50);
        fields.text("adm_diag_dscr", 200);
        fields.text("adm_dept_codg", 30);
        fields.text("adm_dept_name", 100);
        fields.text("adm_bed", 30);
        fields.text("dscg_maindiag_code", 20);
        fields.text("dscg_maindiag_name", 300);
    }

    private static List<Fields> diagnoses(Envelope envelope) {
        var rows = envelope.input().rows("diseinfo");
        rows.forEach(diagnosis -> {
            Diagnoses.check(diagnosis);
            diagnosis.code("maindiag_flag", 3, NationalCodes.FLAGS, NationalCodes::flag);
        });
        return rows;
    }

    private static Task<Outcome> discharge(Envelope envelope) {
        var fields = envelope.input().only("dscginfo");
        var diagnoses = diagnoses(envelope);
        fields.text("dscg_dept_codg", 30);
        fields.text("dscg_dept_name", 100);
        fields.code("dscg_way", 3, NationalCodes.WAYS_TO_LEAVE, NationalCodes::wayToLeave);
        return Task.done(new Command.Discharge(
                fields.text("psn_no", 30),
                fields.code("insutype", 6, NationalCodes.SCHEMES, NationalCodes::scheme),
                envelope.institution(),
                fields.text("mdtrt_id", 30),
                fields.dateTime("endtime"),
                fields.optional("dise_codg", 30).orElse(""),
                fields.optional("dise_name", 500).orElse(""),
                Details.of(fields, "diseinfo", diagnoses, envelope)));
    }

    private static Task<Outcome> cancel(Envelope envelope) {
        var fields = envelope.input().only("data");
        return Task.done(new Command.CancelAdmission(
                fields.text("psn_no", 30), envelope.institution(), fields.text("mdtrt_id", 30), true));
    }

    private static Task<Outcome> undoDischarge(Envelope envelope) {
        var fields = envelope.input().only("data");
        return Task.done(new Command.UndoDischarge(
                fields.text("psn_no", 30), envelope.institution(), fields.text("mdtrt_id", 30)));
    }
}
