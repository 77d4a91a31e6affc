package org.openyibao.server.gateway;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.crossregion.Registrations;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/// Chronic and special diseases of a person (人员慢特病备案, 2503; 撤销 2504; 查询 5301), the institutions that a person
/// chose (人员定点备案, 2505; 撤销 2506; 查询 5302), and accidental injuries (人员意外伤害备案, 2507).
@Component
class RegistrationHandler implements Handler {

    private static final String DISEASE = "2503";
    private static final String NO_DISEASE = "2504";
    private static final String CHOICE = "2505";
    private static final String NO_CHOICE = "2506";
    private static final String ACCIDENT = "2507";
    private static final String DISEASES = "5301";
    private static final String CHOICES = "5302";
    private static final int LARGEST_RANK = 999;

    private final Registrations registrations;
    private final Enrolment enrolment;
    private final Registry registry;

    RegistrationHandler(Registrations registrations, Enrolment enrolment, Registry registry) {
        this.registrations = registrations;
        this.enrolment = enrolment;
        this.registry = registry;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(DISEASE, NO_DISEASE, CHOICE, NO_CHOICE, ACCIDENT, DISEASES, CHOICES);
    }

    @Override
    public Task<?> read(Envelope envelope) {
        var fields = envelope.input().only("data");
        return switch (envelope.transaction()) {
            case DISEASE -> disease(envelope, fields);
            case NO_DISEASE -> cancel(envelope, fields, Registration.Kind.CHRONIC);
            case CHOICE -> choice(envelope, fields);
            case NO_CHOICE -> cancel(envelope, fields, Registration.Kind.CHOSEN);
            case ACCIDENT -> accident(envelope, fields);
            case DISEASES -> diseases(envelope, fields);
            default -> choices(envelope, fields);
        };
    }

    private Task<Outcome.Filed> disease(Envelope envelope, Fields fields) {
        fields.optional("tel", 50);
        fields.optional("addr", 200);
        institution(fields, "ide_fixmedins_no", 30, envelope);
        fields.text("ide_fixmedins_name", 200);
        date(fields, "hosp_ide_date");
        fields.text("diag_dr_codg", 30);
        fields.text("diag_dr_name", 50);
        fields.optional("exp_content", 4_000);
        fields.optional("trt_dcla_detl_sn", 30);
        fields.optional("selfdef_splm_flag", 3);
        fields.optional("memo", 500);
        return register(
                envelope,
                fields,
                new Registrations.Wish(
                        Registration.Kind.CHRONIC,
                        Optional.of(fields.code("insutype", 6, NationalCodes.SCHEMES, NationalCodes::scheme)),
                        Optional.of(fields.text("insu_optins", 6)),
                        fields.text("opsp_dise_code", 30),
                        fields.text("opsp_dise_name", 300),
                        "",
                        0,
                        date(fields, "begndate"),
                        fields.optionalDate("enddate"),
                        envelope.institution(),
                        envelope.operator(),
                        Details.of(fields, envelope)));
    }

    private Task<Outcome.Filed> choice(Envelope envelope, Fields fields) {
        fields.optional("tel", 50);
        fields.optional("addr", 200);
        fields.optional("agnter_name", 50);
        fields.optional("agnter_cert_type", 6);
        fields.optional("agnter_certno", 50);
        fields.optional("agnter_tel", 30);
        fields.optional("agnter_addr", 200);
        if (fields.has("agnter_rlts")) {
            fields.code("agnter_rlts", 3, NationalCodes.AGENTS, NationalCodes::agent);
        }
        fields.optional("memo", 500);
        fields.optional("exp_content", 4_000);
        return register(
                envelope,
                fields,
                new Registrations.Wish(
                        Registration.Kind.CHOSEN,
                        Optional.empty(),
                        Optional.empty(),
                        institution(fields, "fixmedins_code", 12, envelope),
                        fields.text("fixmedins_name", 200),
                        fields.code("biz_appy_type", 3, NationalCodes.APPLICATIONS, NationalCodes::application),
                        (int) fields.whole("fix_srt_no", LARGEST_RANK),
                        date(fields, "begndate"),
                        fields.optionalDate("enddate"),
                        envelope.institution(),
                        envelope.operator(),
                        Details.of(fields, envelope)));
    }

    private Task<Outcome.Filed> accident(Envelope envelope, Fields fields) {
        fields.text("chk_pay_flag", 3);
        if (fields.has("agnter_rlts")) {
            fields.code("agnter_rlts", 3, NationalCodes.AGENTS, NationalCodes::agent);
        }
        if (fields.has("fixmedins_code")) {
            institution(fields, "fixmedins_code", 30, envelope);
        }
        enrolment.byNumber(fields.text("psn_no", 30)).ifPresent(enrolled -> mustBe(fields, enrolled));
        return register(
                envelope,
                fields,
                new Registrations.Wish(
                        Registration.Kind.ACCIDENT,
                        fields.optionalCode("insutype", 6, NationalCodes.SCHEMES, NationalCodes::scheme),
                        Optional.empty(),
                        "",
                        fields.optional("trum_rea", 200).orElse(""),
                        "",
                        0,
                        date(fields, "begndate"),
                        fields.optionalDate("enddate"),
                        envelope.institution(),
                        envelope.operator(),
                        Details.of(fields, envelope)));
    }

    private static void mustBe(Fields fields, Enrolment.Enrolled enrolled) {
        PersonFields.mustBe(fields, enrolled.person());
        var homes =
                enrolled.participations().stream().map(Participation::region).toList();
        fields.optional("insu_admdvs", 6).filter(home -> !homes.contains(home)).ifPresent(other -> {
            throw fields.refused("insu_admdvs", "该人员的参保地", other);
        });
    }

    private static LocalDate date(Fields fields, String name) {
        return fields.optionalDate(name).orElseThrow(() -> fields.refused(name, "yyyy-MM-dd 格式的日期", "未送"));
    }

    private String institution(Fields fields, String name, int longest, Envelope envelope) {
        return fields.code(
                name,
                longest,
                "已登记的定点医药机构编号",
                code -> registry.institution(code, envelope.slip().today()).map(found -> code));
    }

    private static Task<Outcome.Filed> register(Envelope envelope, Fields fields, Registrations.Wish wish) {
        return new Task<>(
                new Command.Register(fields.text("psn_no", 30), envelope.institution(), wish),
                Outcome.Filed.class,
                filed -> Answer.of(out -> {
                    out.writeStartObject();
                    out.writeObjectPropertyStart("result");
                    out.writeStringProperty("trt_dcla_detl_sn", filed.filing());
                    out.writeNullProperty("exp_content");
                    out.writeEndObject();
                    out.writeEndObject();
                }));
    }

    private static Task<Outcome> cancel(Envelope envelope, Fields fields, Registration.Kind kind) {
        return Task.done(new Command.CancelRegistration(
                fields.text("psn_no", 30),
                envelope.institution(),
                kind,
                fields.text("trt_dcla_detl_sn", 30),
                fields.text("memo", 500)));
    }

    private Task<Outcome.Done> diseases(Envelope envelope, Fields fields) {
        return told(envelope, fields, "feedetail", Registration.Kind.CHRONIC, "", (out, registration) -> {
            out.writeStringProperty("opsp_dise_code", registration.code());
            out.writeStringProperty("opsp_dise_name", registration.name());
            writeDays(out, registration);
        });
    }

    private Task<Outcome.Done> choices(Envelope envelope, Fields fields) {
        var application = fields.code("biz_appy_type", 3, NationalCodes.APPLICATIONS, NationalCodes::application);
        return told(envelope, fields, "psnfixmedin", Registration.Kind.CHOSEN, application, (out, registration) -> {
            out.writeStringProperty("psn_no", registration.person());
            out.writeStringProperty(
                    "insutype",
                    registration.scheme().flatMap(NationalCodes::scheme).orElse(null));
            out.writeStringProperty("fix_srt_no", Integer.toString(registration.rank()));
            out.writeStringProperty("fixmedins_code", registration.code());
            out.writeStringProperty("fixmedins_name", registration.name());
            writeDays(out, registration);
            out.writeStringProperty(
                    "memo", SettlementNodes.nullIfEmpty(Details.read(Json.kept(registration.details()), "memo")));
        });
    }

    private Task<Outcome.Done> told(
            Envelope envelope,
            Fields fields,
            String node,
            Registration.Kind kind,
            String application,
            BiConsumer<JsonGenerator, Registration> fieldsOf) {
        var person = fields.text("psn_no", 30);
        List<Registration> found = registrations.holding(person, envelope.slip().today()).stream()
                .filter(each -> each.kind() == kind && each.application().equals(application))
                .toList();
        return Task.shown(person, Answer.of(out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart(node);
            for (var registration : found) {
                out.writeStartObject();
                fieldsOf.accept(out, registration);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    private static void writeDays(JsonGenerator out, Registration registration) {
        out.writeStringProperty("begndate", registration.from().toString());
        out.writeStringProperty(
                "enddate", registration.until().map(Object::toString).orElse(null));
    }
}
