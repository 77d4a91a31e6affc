package org.openyibao.server.gateway;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.decision.Spell;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.identity.MedicalCodes;
import org.openyibao.server.identity.Token;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/// Who somebody is and how insured (人员信息获取, 1101); the medical code that somebody shows (电子凭证二维码解码, 1162), and
/// both in one (读卡、电子凭证解码, 1161); the card (读社保卡, 1163).
@Component
class PersonHandler implements Handler {

    private static final String PERSON = "1101";
    private static final String READ = "1161";
    private static final String READ_CODE = "1162";
    private static final String READ_CARD = "1163";
    private static final String WAYS_TO_READ = "0（读卡）或 1（读电子凭证）";
    private static final String BY_CARD = "0";
    private static final int LONGEST_CODE = 200;
    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);
    private static final LocalDate FOR_EVER = LocalDate.of(9999, 12, 31);

    private final Enrolment enrolment;
    private final Accounts accounts;
    private final Credentials credentials;
    private final MedicalCodes codes;
    private final InterfaceTables tables;

    PersonHandler(
            Enrolment enrolment,
            Accounts accounts,
            Credentials credentials,
            MedicalCodes codes,
            InterfaceTables tables) {
        this.enrolment = enrolment;
        this.accounts = accounts;
        this.credentials = credentials;
        this.codes = codes;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(PERSON, READ, READ_CODE, READ_CARD);
    }

    @Override
    public Map<String, String> services() {
        return Map.of("fsiPsnInfoService/queryPsnInfo", PERSON, "hsecfc/localQrCodeQuery", READ_CODE);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        return envelope.transaction().equals(PERSON) ? person(envelope) : shown(envelope);
    }

    /// What somebody shows: a card, or a code, which is taken for a token.
    private Task<Outcome.Done> shown(Envelope envelope) {
        var fields = envelope.input().onlyOrThis("data");
        var transaction = envelope.transaction();
        var row = OutputRow.of(tables.out(transaction.equals(READ_CODE) ? READ_CODE : READ, ""));
        String person;
        if (isCard(fields, transaction)) {
            var card = credentials.card(fields);
            person = card.person();
            row.text("cardno", card.number()).text("card_sn", card.recognition());
        } else {
            var token = taken(fields, envelope);
            person = token.person();
            row.text("ecToken", token.text());
        }
        if (transaction.equals(READ_CODE)) {
            return Task.known(person, Answer.of(row::write));
        }
        var enrolled = enrolment
                .byNumber(person)
                .orElseThrow(() -> new RefusedNowException("cardno：应为 已登记人员的社会保障卡卡号，实为 未登记人员的卡"));
        return known(envelope, enrolled, envelope.slip().today(), row::writeFields);
    }

    private static boolean isCard(Fields fields, String transaction) {
        var way = fields.optionalCode("mdtrt_cert_type", 3, WAYS_TO_READ, PersonHandler::wayToRead);
        return transaction.equals(READ_CARD) || way.orElse(!fields.has("ecQrCode") && fields.has("cardno"));
    }

    private static Optional<Boolean> wayToRead(String code) {
        return switch (code) {
            case BY_CARD, Credentials.CARD -> Optional.of(true);
            case "1", Credentials.ELECTRONIC -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private Token taken(Fields fields, Envelope envelope) {
        var once =
                new Once<Token>(KeptRequest.of(envelope), token -> token.text().getBytes(StandardCharsets.US_ASCII));
        var text = KeptRequest.done(
                codes.take(once, fields.text("ecQrCode", LONGEST_CODE), envelope.institution()),
                Map.of("code", "ecQrCode"));
        return codes.token(text).orElseThrow(() -> new IllegalStateException("a token that was given is gone"));
    }

    private Task<Outcome.Done> person(Envelope envelope) {
        var fields = envelope.input().only("data");
        var on = fields.optionalDateTime("begntime")
                .map(LocalDateTime::toLocalDate)
                .orElse(envelope.slip().today());
        return known(envelope, find(fields, envelope), on, out -> {});
    }

    /// `more`: what the answer says beside.
    private Task<Outcome.Done> known(
            Envelope envelope, Enrolment.Enrolled enrolled, LocalDate on, Consumer<JsonGenerator> more) {
        var person = enrolled.person();
        var insured = latest(enrolled.participations(), on).stream()
                .map(participation -> new Insured(participation, spell(enrolled, participation.scheme(), on)))
                .toList();
        var account = accounts.balances(person.number());
        return Task.shown(
                person.number(),
                new Answer(
                        out -> {
                            out.writeStartObject();
                            more.accept(out);
                            write(out, person, insured, account, envelope.slip().today());
                            out.writeEndObject();
                        },
                        Answer.Manner.EMPTY_TEXTS));
    }

    private Enrolment.Enrolled find(Fields fields, Envelope envelope) {
        var shown = credentials.person(fields, envelope);
        var sent = fields.text("mdtrt_cert_no", 50);
        fields.optional("card_sn", 32);
        fields.optional("psn_cert_type", 6);
        var certificate = fields.optional("certno", 50);
        var enrolled = shown.map(enrolment::byNumber)
                .orElseGet(() -> enrolment.byCertificate(certificate.orElse(sent)))
                .orElseThrow(() -> certificate.isPresent()
                        ? fields.refused("certno", "已登记人员的证件号码", certificate.get())
                        : fields.refused("mdtrt_cert_no", expected(fields), sent));
        var person = enrolled.person();
        if (certificate.isPresent() && !certificate.get().equalsIgnoreCase(person.certificate())) {
            throw fields.refused("certno", "就诊凭证所指人员的证件号码", certificate.get());
        }
        var name = fields.optional("psn_name", 50);
        if (name.isPresent() && !name.get().equals(person.name())) {
            throw fields.refused("psn_name", "证件上的姓名", name.get());
        }
        return enrolled;
    }

    private static String expected(Fields fields) {
        return fields.text("mdtrt_cert_type", 3).equals(Credentials.CARD)
                ? "已登记的社会保障卡卡号；未登记的卡请另送 certno"
                : "已登记人员的身份证号";
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
        out.writeArrayPropertyStart("idetinfo");
        insured.forEach(each -> writeGroup(out, each.participation()));
        out.writeEndArray();
        out.writeObjectPropertyStart("baseinfo");
        writePerson(out, person, today);
        out.writeNullProperty("exp_content");
        out.writeEndObject();
        out.writeArrayPropertyStart("insuinfo");
        insured.forEach(each -> writeInsured(out, each.participation(), each.spell(), account));
        out.writeEndArray();
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
