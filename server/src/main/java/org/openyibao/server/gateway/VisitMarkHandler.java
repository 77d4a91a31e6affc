package org.openyibao.server.gateway;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.VisitMarks;
import org.springframework.stereotype.Component;

/// What is special of a visit (就医特殊属性上传, 2406), and what the institution said so (查询, 2407).
@Component
class VisitMarkHandler implements Handler {

    private static final String MARK = "2406";
    private static final String QUERY = "2407";
    private static final Map<String, String> FIELDS = Map.of("visit", "mdtrt_id", "number", "ipt_otp_no");

    private final VisitMarks marks;
    private final Enrolment enrolment;
    private final Registry registry;
    private final InterfaceTables tables;

    VisitMarkHandler(VisitMarks marks, Enrolment enrolment, Registry registry, InterfaceTables tables) {
        this.marks = marks;
        this.enrolment = enrolment;
        this.registry = registry;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(MARK, QUERY);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var fields = envelope.input().only("data");
        return envelope.transaction().equals(MARK) ? mark(envelope, fields) : query(envelope, fields);
    }

    private Task<Outcome.Done> mark(Envelope envelope, Fields fields) {
        var number = fields.text("psn_no", 30);
        var person = enrolment.byNumber(number).orElseThrow(() -> fields.refused("psn_no", "已参保登记的人员编号", number));
        PersonFields.mustBe(fields, person.person());
        var wish = new VisitMarks.Wish(
                number,
                fields.text("mdtrt_id", 30),
                envelope.institution(),
                fields.optional("ipt_otp_no", 30),
                fields.text("ipt_psn_sp_flag_type", 6),
                fields.text("ipt_psn_sp_flag", 6),
                fields.optional("admdvs", 6).orElse(""),
                Details.of(fields, envelope));
        var once = new Once<VisitMarks.Mark>(
                KeptRequest.of(envelope), made -> made.id().getBytes(StandardCharsets.UTF_8));
        var id = KeptRequest.done(marks.mark(once, wish), FIELDS);
        return Task.known(number, Answer.of(out -> {
            out.writeStartObject();
            out.writeName("IptPsnSpFlagRegOut");
            OutputRow.of(tables.out(MARK, "IptPsnSpFlagRegOut"))
                    .text("ipt_psn_sp_flag_detl_id", id)
                    .write(out);
            out.writeEndObject();
        }));
    }

    private Task<Outcome.Done> query(Envelope envelope, Fields fields) {
        var page = Page.of(fields);
        var here = registry.institution(envelope.institution(), envelope.slip().today())
                .orElseThrow(() -> new IllegalStateException("an institution that was there is gone"));
        var person = person(fields);
        var found = isAbout(here, fields)
                ? marks.find(wanted(here, person, fields), page.offset(), page.size())
                : new VisitMarks.Found(List.of(), 0);
        var persons = new HashMap<String, Person>();
        var rows = found.marks().stream()
                .map(mark -> row(
                        mark,
                        here,
                        persons.computeIfAbsent(
                                mark.person(),
                                one -> enrolment.byNumber(one).orElseThrow().person())))
                .toList();
        return Task.shown(persons.keySet(), Answer.of(out -> page.write(out, "IptPsnSpFlagReg", rows, found.all())));
    }

    /// Whose visits are asked about, where that is said; a name alone says it of nobody.
    private Optional<String> person(Fields fields) {
        var enrolled = fields.has("psn_no")
                ? enrolment.byNumber(fields.text("psn_no", 30))
                : fields.optional("certno", 50).flatMap(enrolment::byCertificate);
        if (enrolled.isPresent()) {
            PersonFields.mustBe(fields, enrolled.get().person());
            return Optional.of(enrolled.get().person().number());
        }
        for (var name : List.of("psn_no", "certno", "psn_name")) {
            if (fields.has(name)) {
                throw fields.refused(
                        name, name.equals("psn_name") ? "与 psn_no 或 certno 同送的姓名" : "已参保登记的人员", fields.text(name, 50));
            }
        }
        return Optional.empty();
    }

    private static boolean isAbout(Institution here, Fields fields) {
        return fields.optional("fixmedins_code", 30)
                        .filter(code -> !code.equals(here.code()))
                        .isEmpty()
                && fields.optional("fixmedins_name", 200)
                        .filter(part -> !here.name().contains(part))
                        .isEmpty();
    }

    private static VisitMarks.Wanted wanted(Institution here, Optional<String> person, Fields fields) {
        return new VisitMarks.Wanted(
                here.code(),
                person,
                fields.optional("ipt_psn_sp_flag_detl_id", 40),
                fields.optional("mdtrt_id", 30),
                fields.optional("ipt_otp_no", 30),
                fields.optional("ipt_psn_sp_flag_type", 6),
                fields.optional("ipt_psn_sp_flag", 6),
                fields.optional("admdvs", 6));
    }

    private OutputRow row(VisitMarks.Mark mark, Institution here, Person person) {
        return OutputRow.of(tables.out(QUERY, "IptPsnSpFlagReg"))
                .text("ipt_psn_sp_flag_detl_id", mark.id())
                .text("mdtrt_id", mark.visit())
                .text("psn_no", mark.person())
                .text("psn_cert_type", person.certificateType())
                .text("certno", person.certificate())
                .text("psn_name", person.name())
                .text("fixmedins_code", here.code())
                .text("fixmedins_name", here.name())
                .text("ipt_otp_no", mark.number())
                .text("ipt_psn_sp_flag_type", mark.kind())
                .text("ipt_psn_sp_flag", mark.mark())
                .text("admdvs", mark.region());
    }
}
