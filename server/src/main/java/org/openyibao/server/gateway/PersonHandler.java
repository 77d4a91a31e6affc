package org.openyibao.server.gateway;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.decision.Spell;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/// Who somebody is and how insured (人员信息获取, 1101).
@Component
class PersonHandler implements Handler {

    private static final String PERSON = "1101";
    private static final String ELECTRONIC = "01";
    private static final String CARD = "03";
    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);
    private static final LocalDate FOR_EVER = LocalDate.of(9999, 12, 31);

    private final Enrolment enrolment;
    private final Accounts accounts;

    PersonHandler(Enrolment enrolment, Accounts accounts) {
        this.enrolment = enrolment;
        this.accounts = accounts;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(PERSON);
    }

    @Override
    public Map<String, String> services() {
        return Map.of("fsiPsnInfoService/queryPsnInfo", PERSON);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var fields = envelope.input().only("data");
        var on = fields.optionalDateTime("begntime")
                .map(LocalDateTime::toLocalDate)
                .orElse(envelope.slip().today());
        var enrolled = find(fields);
        var person = enrolled.person();
        var insured = latest(enrolled.participations(), on).stream()
                .map(participation -> new Insured(participation, spell(enrolled, participation.scheme(), on)))
                .toList();
        var account = accounts.balances(person.number());
        return Task.known(
                person.number(),
                new Answer(
                        out -> write(
                                out, person, insured, account, envelope.slip().today()),
                        Answer.Manner.EMPTY_TEXTS));
    }

    private Enrolment.Enrolled find(Fields fields) {
        var type = fields.code("mdtrt_cert_type", 3, NationalCodes.CERTIFICATES, NationalCodes::certificate);
        var sent = fields.text("mdtrt_cert_no", 50);
        fields.optional("card_sn", 32);
        fields.optional("psn_cert_type", 6);
        var certificate = fields.optional("certno", 50);
        if (type.equals(ELECTRONIC) && certificate.isEmpty()) {
            throw fields.refused("mdtrt_cert_type", "02（居民身份证）：本服务不能读取电子凭证令牌；或另送 certno", type);
        }
        var enrolled = enrolment
                .byCertificate(certificate.orElse(sent))
                .orElseThrow(() -> certificate.isPresent()
                        ? fields.refused("certno", "已登记人员的证件号码", certificate.get())
                        : fields.refused("mdtrt_cert_no", expected(type), sent));
        var name = fields.optional("psn_name", 50);
        if (name.isPresent() && !name.get().equals(enrolled.person().name())) {
            throw fields.refused("psn_name", "证件上的姓名", name.get());
        }
        return enrolled;
    }

    private static String expected(String type) {
        return type.equals(CARD) ? "已登记人员的证件号码：本服务不能由社会保障卡卡号查到持卡人，请另送 certno" : "已登记人员的身份证号";
    }

    /// A participation, and the standing in its scheme on the day asked about.
    private record Insured(Participation participation, Spell spell) {}

    private Spell spell(Enrolment.Enrolled enrolled, Scheme scheme, LocalDate on) {
        var timeline = enrolment.timeline(enrolled, scheme);
        return timeline.stream().filter(spell -> spell.covers(on)).findFirst().orElseGet(timeline::getFirst);
    }

    /// Of each scheme the participation that holds on the day, else the last one before it.
    private static List<Participation> latest(List<Participation> participations, LocalDate on) {
        var seen = EnumSet.noneOf(Scheme.class);
        return participations.stream()
                .filter(participation -> !participation.validFrom().isAfter(on))
                .filter(participation -> seen.add(participation.scheme()))
                .filter(participation ->
                        NationalCodes.scheme(participation.scheme()).isPresent())
                .toList();
    }

    private static void write(
            JsonGenerator out, Person person, List<Insured> insured, Balances account, LocalDate today) {
        out.writeStartObject();
        out.writeArrayPropertyStart("idetinfo");
        insured.forEach(each -> writeGroup(out, each.participation()));
        out.writeEndArray();
        out.writeObjectPropertyStart("baseinfo");
        writePerson(out, person, today);
        out.writeEndObject();
        out.writeArrayPropertyStart("insuinfo");
        insured.forEach(each -> writeInsured(out, each.participation(), each.spell(), account));
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void writeGroup(JsonGenerator out, Participation participation) {
        NationalCodes.assistance(participation.assistance()).ifPresent(group -> {
            out.writeStartObject();
            out.writeStringProperty("psn_idet_type", group);
            out.writeNullProperty("psn_type_lv");
            out.writeNullProperty("memo");
            out.writeStringProperty(
                    "begntime", Times.text(participation.validFrom().atStartOfDay()));
            if (participation.validTo().equals(FOR_EVER)) {
                out.writeNullProperty("endtime");
            } else {
                out.writeStringProperty(
                        "endtime", Times.text(participation.validTo().atTime(LAST_SECOND)));
            }
            out.writeEndObject();
        });
    }

    private static void writePerson(JsonGenerator out, Person person, LocalDate today) {
        out.writeStringProperty("psn_no", person.number());
        out.writeStringProperty("psn_cert_type", person.certificateType());
        out.writeStringProperty("certno", person.certificate());
        out.writeStringProperty("psn_name", person.name());
        out.writeStringProperty("gend", person.sex());
        out.writeStringProperty("naty", person.nation());
        out.writeStringProperty("brdy", person.birth().toString());
        Amounts.write(out, "age", Times.ageInTenths(person.birth(), today), 1);
    }

    private static void writeInsured(JsonGenerator out, Participation participation, Spell spell, Balances account) {
        var hasAccount = participation.scheme() == Scheme.EMPLOYEE;
        out.writeStartObject();
        Amounts.write(out, "balc", hasAccount ? account.total() : Fen.ZERO);
        out.writeStringProperty(
                "insutype", NationalCodes.scheme(participation.scheme()).orElse(null));
        out.writeStringProperty("psn_type", NationalCodes.status(participation.status()));
        out.writeStringProperty("psn_insu_stas", NationalCodes.standing(spell.standing()));
        out.writeStringProperty("psn_insu_date", participation.insuredSince().toString());
        out.writeStringProperty("paus_insu_date", pausedSince(spell));
        out.writeStringProperty("cvlserv_flag", NationalCodes.flag(participation.civilServant()));
        out.writeStringProperty("insuplc_admdvs", participation.region());
        out.writeStringProperty("emp_name", participation.employer());
        out.writeEndObject();
    }

    private static @Nullable String pausedSince(Spell spell) {
        return switch (spell.standing()) {
            case NORMAL, WAITING -> null;
            case SUSPENDED, ENDED -> spell.from().toString();
        };
    }
}
