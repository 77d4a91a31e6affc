package org.openyibao.server.gateway;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.crossregion.FilingRecord;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/// A hospital refers a person to one elsewhere (转院备案, 2501; Jilin's 2501A, whose node has a name of its own), takes
/// that back (2502), and asks for its
/// referrals of a person (转院信息查询, 5304). The referral itself is the document that the filing must bring.
@Component
class ReferralHandler implements Handler {

    private static final String REFER = "2501";
    private static final String REFER_IN_JILIN = "2501A";
    private static final String CANCEL = "2502";
    private static final String QUERY = "5304";
    private static final Set<String> REFERRAL = Set.of("referral");
    private static final Set<String> ELSEWHERE = Set.of("2", "3");
    private static final String BY_INSTITUTION = "01";

    private final Filings filings;
    private final Enrolment enrolment;
    private final Registry registry;

    ReferralHandler(Filings filings, Enrolment enrolment, Registry registry) {
        this.filings = filings;
        this.enrolment = enrolment;
        this.registry = registry;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(REFER, REFER_IN_JILIN, CANCEL, QUERY);
    }

    @Override
    public Task<?> read(Envelope envelope) {
        return switch (envelope.transaction()) {
            case REFER -> refer(envelope, envelope.input().only("refmedin"));
            case REFER_IN_JILIN -> refer(envelope, envelope.input().onlyOfOnly("refmedin"));
            case CANCEL -> cancel(envelope);
            default -> query(envelope);
        };
    }

    private Task<Outcome.Filed> refer(Envelope envelope, Fields fields) {
        var person = fields.text("psn_no", 30);
        var place = fields.code("mdtrtarea_admdvs", 6, "6 位行政区划", ReferralHandler::region);
        check(fields, place, envelope);
        var wish = new Filings.Wish(
                person,
                fields.has("insutype")
                        ? Optional.of(fields.code("insutype", 6, NationalCodes.SCHEMES, NationalCodes::scheme))
                        : Optional.empty(),
                FilingGround.REFERRED,
                place,
                fields.optionalDate("begndate"),
                fields.optionalDate("enddate"),
                REFERRAL,
                false,
                fields.text("refl_rea", 100),
                envelope.operator(),
                envelope.institution(),
                Details.of(fields, envelope));
        return new Task<>(
                new Command.File(person, envelope.institution(), wish), Outcome.Filed.class, ReferralHandler::filed);
    }

    private void check(Fields fields, String place, Envelope envelope) {
        fields.optional("tel", 50);
        fields.optional("addr", 200);
        fields.optional("insu_optins", 6);
        fields.text("diag_code", 20);
        fields.text("diag_name", 100);
        fields.optional("dise_cond_dscr", 2_000);
        var to = fields.text("reflin_medins_no", 12);
        fields.text("reflin_medins_name", 200);
        if (fields.has("hosp_agre_refl_flag")) {
            fields.code("hosp_agre_refl_flag", 3, NationalCodes.FLAGS, NationalCodes::flag);
        }
        fields.code(
                "refl_type",
                30,
                "2（转往省内异地）或 3（转往省外异地）",
                type -> Optional.of(type).filter(ELSEWHERE::contains));
        if (fields.optionalDate("refl_date").isEmpty()) {
            throw fields.refused("refl_date", "yyyy-MM-dd 格式的日期", "未送");
        }
        fields.text("refl_opnn", 200);
        fields.optional("refl_old_mdtrt_id", 30);
        fields.optional("refl_used_flag", 3);
        registry.institution(to, envelope.slip().today())
                .map(Institution::region)
                .filter(region -> !region.equals(place))
                .ifPresent(region -> {
                    throw fields.refused("mdtrtarea_admdvs", "转往医院所属的行政区划 " + region, place);
                });
    }

    private static Optional<String> region(String code) {
        return Optional.of(code).filter(text -> text.matches("\\d{6}"));
    }

    private static Answer filed(Outcome.Filed filed) {
        return Answer.of(out -> {
            out.writeStartObject();
            out.writeObjectPropertyStart("result");
            out.writeStringProperty("trt_dcla_detl_sn", filed.filing());
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    private static Task<Outcome> cancel(Envelope envelope) {
        var fields = envelope.input().only("data");
        return Task.done(new Command.CancelFiling(
                fields.text("psn_no", 30),
                envelope.institution(),
                fields.text("trt_dcla_detl_sn", 30),
                fields.optional("memo", 500).orElse("")));
    }

    private Task<Outcome.Done> query(Envelope envelope) {
        var fields = envelope.input().only("data");
        var number = fields.text("psn_no", 30);
        var from = fields.dateTime("begntime");
        var to = fields.optionalEnd("endtime").orElse(envelope.slip().localTime());
        var person = enrolment.byNumber(number).orElseThrow(() -> fields.refused("psn_no", "已参保登记的人员编号", number));
        var found = filings.of(number).stream()
                .filter(view -> view.filing().institution().equals(envelope.institution())
                        && view.filing().ground() == FilingGround.REFERRED
                        && view.filing().cancelled().isEmpty()
                        && !madeAt(view).isBefore(from)
                        && !madeAt(view).isAfter(to))
                .toList();
        return Task.shown(number, Answer.of(out -> write(out, person, found)));
    }

    private static LocalDateTime madeAt(Filings.View view) {
        return LocalDateTime.ofInstant(view.events().getFirst().at(), BusinessDay.ZONE);
    }

    private static void write(JsonGenerator out, Enrolment.Enrolled enrolled, List<Filings.View> referrals) {
        out.writeStartObject();
        out.writeArrayPropertyStart("refmedin");
        for (var referral : referrals) {
            out.writeStartObject();
            out.writeStringProperty(
                    "insutype", NationalCodes.scheme(referral.filing().scheme()).orElse(null));
            out.writeStringProperty("dcla_souc", BY_INSTITUTION);
            write(out, enrolled.person());
            write(out, referral.filing(), employer(enrolled, referral.filing()));
            out.writeStringProperty("opt_time", Times.text(madeAt(referral)));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Person person) {
        out.writeStringProperty("psn_no", person.number());
        out.writeStringProperty("psn_cert_type", person.certificateType());
        out.writeStringProperty("certno", person.certificate());
        out.writeStringProperty("psn_name", person.name());
        out.writeStringProperty("gend", person.sex());
        out.writeStringProperty("brdy", person.birth().toString());
    }

    private static String employer(Enrolment.Enrolled enrolled, FilingRecord filing) {
        return enrolled.participations().stream()
                .filter(part -> part.scheme() == filing.scheme() && part.holdsOn(filing.from()))
                .findFirst()
                .map(Participation::employer)
                .orElse("");
    }

    private static void write(JsonGenerator out, FilingRecord filing, String employer) {
        var sent = Json.kept(filing.details());
        out.writeNullProperty("tel");
        copy(out, sent, "addr");
        out.writeStringProperty("insu_optins", filing.home());
        out.writeStringProperty("emp_name", SettlementNodes.nullIfEmpty(employer));
        copy(out, sent, "diag_code");
        copy(out, sent, "diag_name");
        copy(out, sent, "dise_cond_dscr");
        copy(out, sent, "reflin_medins_no");
        copy(out, sent, "reflin_medins_name");
        out.writeStringProperty("out_flag", NationalCodes.YES);
        copy(out, sent, "refl_date");
        copy(out, sent, "refl_rea");
        out.writeStringProperty("begndate", filing.from().toString());
        out.writeStringProperty("enddate", filing.until().map(Object::toString).orElse(null));
        copy(out, sent, "hosp_agre_refl_flag");
        out.writeStringProperty("opter_id", SettlementNodes.nullIfEmpty(Details.read(sent, "opter")));
        out.writeStringProperty("opter_name", SettlementNodes.nullIfEmpty(Details.read(sent, "opter_name")));
    }

    private static void copy(JsonGenerator out, ObjectNode sent, String name) {
        out.writeStringProperty(name, SettlementNodes.nullIfEmpty(Details.read(sent, name)));
    }
}
