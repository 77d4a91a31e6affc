package org.openyibao.server.gateway;

import java.util.Map;
import java.util.Set;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;

/// Registering a visit (门诊挂号, 2201), cancelling it (2202), and what it is about (就诊信息上传, 2203, 2203A).
@Component
class VisitHandler implements Handler {

    private static final String REGISTER = "2201";
    private static final String CANCEL = "2202";
    private static final String DESCRIBE = "2203";
    private static final String DESCRIBE_MORE = "2203A";

    @Override
    public Set<String> transactions() {
        return Set.of(REGISTER, CANCEL, DESCRIBE, DESCRIBE_MORE);
    }

    @Override
    public Map<String, String> services() {
        return Map.of(
                "outpatientDocInfoService/outpatientRregistration", REGISTER,
                "outpatientDocInfoService/outpatientRegistrationCancel", CANCEL,
                "outpatientDocInfoService/outpatientMdtrtinfoUp", DESCRIBE,
                "outpatientDocInfoService/outpatientMdtrtinfoUpA", DESCRIBE_MORE);
    }

    @Override
    public Task<?> read(Envelope envelope) {
        return switch (envelope.transaction()) {
            case REGISTER -> register(envelope);
            case CANCEL -> cancel(envelope);
            default -> describe(envelope);
        };
    }

    private static Task<Outcome.Opened> register(Envelope envelope) {
        var fields = envelope.input().only("data");
        var person = fields.text("psn_no", 30);
        var number = fields.text("ipt_otp_no", 30);
        fields.code("mdtrt_cert_type", 3, NationalCodes.CERTIFICATES, NationalCodes::certificate);
        fields.text("mdtrt_cert_no", 50);
        fields.text("dept_code", 30);
        fields.text("dept_name", 100);
        fields.text("caty", 10);
        fields.optional("atddr_no", 30);
        fields.optional("dr_name", 50);
        var command = new Command.OpenVisit(
                person,
                fields.code("insutype", 6, NationalCodes.SCHEMES, NationalCodes::scheme),
                envelope.institution(),
                fields.dateTime("begntime"),
                number,
                Details.of(fields, envelope));
        return new Task<>(command, Outcome.Opened.class, opened -> registered(person, number, opened.visit()));
    }

    private static Answer registered(String person, String number, String visit) {
        return Answer.of(out -> {
            out.writeStartObject();
            out.writeObjectPropertyStart("data");
            out.writeStringProperty("psn_no", person);
            out.writeStringProperty("mdtrt_id", visit);
            out.writeNullProperty("exp_content");
            out.writeStringProperty("ipt_otp_no", number);
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    private static Task<Outcome> cancel(Envelope envelope) {
        var fields = envelope.input().only("data");
        return Task.done(new Command.CancelVisit(
                fields.text("psn_no", 30),
                envelope.institution(),
                fields.text("mdtrt_id", 30),
                fields.text("ipt_otp_no", 30)));
    }

    private static Task<Outcome> describe(Envelope envelope) {
        var fields = envelope.input().only("mdtrtinfo");
        var diagnoses = envelope.input().rows("diseinfo");
        diagnoses.forEach(VisitHandler::check);
        var category = fields.text("med_type", 6);
        fields.code("med_type", 6, NationalCodes.CARE_KINDS, envelope::care);
        fields.optional("main_cond_dscr", 1_000);
        fields.optional("birctrl_type", 6);
        fields.optionalDate("birctrl_matn_date");
        var needsDisease = envelope.transaction().equals(DESCRIBE);
        return Task.done(new Command.DescribeVisit(
                fields.text("psn_no", 30),
                envelope.institution(),
                fields.text("mdtrt_id", 30),
                fields.dateTime("begntime"),
                category,
                needsDisease
                        ? fields.text("dise_codg", 30)
                        : fields.optional("dise_codg", 30).orElse(""),
                needsDisease
                        ? fields.text("dise_name", 500)
                        : fields.optional("dise_name", 500).orElse(""),
                Diagnoses.upon(fields, diagnoses)));
    }

    private static void check(Fields diagnosis) {
        Diagnoses.check(diagnosis);
        diagnosis.code("vali_flag", 3, NationalCodes.FLAGS, NationalCodes::flag);
    }
}
