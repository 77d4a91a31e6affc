package org.openyibao.server.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// A door of the room: whom an institution has before it. Whoever shows a code, a card or a certificate there is
/// open to that institution's cashiers for the rest of the day, and to no other institution's.
@Component
public class Presentations {

    private final Requests requests;
    private final MedicalCodes codes;
    private final Enrolment enrolment;
    private final Clock clock;
    private final CardStore cards;
    private final PresentationStore store = new PresentationStore();

    Presentations(Requests requests, MedicalCodes codes, Enrolment enrolment, Clock clock, DataKeys keys) {
        cards = new CardStore(keys);
        this.requests = requests;
        this.codes = codes;
        this.enrolment = enrolment;
        this.clock = clock;
    }

    /// Takes what somebody shows at an institution to the user `by`. A code is used up by it.
    public Answer present(Once<Presentation> once, String institution, String by, Shown shown) {
        return requests.perform(once, connection -> switch (person(connection, institution, shown)) {
            case Result.Refused<String>(var refusal) -> Result.refused(refusal);
            case Result.Done<String>(var person) -> {
                var made = new Presentation(codes.newToken(), institution, person, shown.kind(), by, clock.instant());
                store.insert(connection, made);
                yield Result.done(made);
            }
        });
    }

    private Result<String> person(Connection connection, String institution, Shown shown) throws SQLException {
        return switch (shown) {
            case Shown.Code(var text) ->
                switch (codes.take(connection, text, institution)) {
                    case Result.Done<Token>(var token) -> Result.done(token.person());
                    case Result.Refused<Token>(var refusal) -> Result.refused(refusal);
                };
            case Shown.Read(var number, var recognition) -> ofCard(connection, number, recognition);
            case Shown.Certificate(var number, var name) ->
                enrolment
                        .byCertificate(number)
                        .filter(enrolled -> enrolled.person().name().equals(name))
                        .map(enrolled -> Result.done(enrolled.person().number()))
                        .orElseGet(() -> Result.refused(Refusal.badInput(
                                "CERTIFICATE_UNKNOWN",
                                "certificate",
                                new Text(
                                        "已登记人员的证件号码，及证件上的姓名",
                                        "the number of a registered person's certificate, and the name on it"),
                                new Text("无此人员，或姓名不符", "nobody's, or another name's"))));
        };
    }

    /// A number and a recognition that do not belong together tell nothing of either.
    private Result<String> ofCard(Connection connection, String number, String recognition) throws SQLException {
        var card = cards.byNumber(connection, number)
                .filter(found -> found.recognition().equals(recognition));
        if (card.isEmpty()) {
            return Result.refused(Refusal.badInput(
                    "CARD_UNKNOWN",
                    "card",
                    new Text("已登记的社会保障卡卡号及其识别码", "the number of a registered card, and its recognition code"),
                    new Text("无此卡，或识别码不符", "no such card, or another recognition code")));
        }
        return card.get().state() == Card.State.ACTIVE
                ? Result.done(card.get().person())
                : Result.refused(Refusal.badInput(
                        "CARD_NOT_ACTIVE",
                        "card",
                        new Text("正常使用的社会保障卡", "a card that is in use"),
                        new Text("已挂失或停用的卡", "one that was reported lost or blocked")));
    }

    /// One that still opens its person to the institution; empty where there is none, or it is another institution's or
    /// another day's.
    public Optional<Presentation> open(String institution, String id) {
        return requests.read(connection -> store.find(connection, id))
                .filter(made -> made.institution().equals(institution)
                        && !made.takenAt().isBefore(startOfDay()));
    }

    /// Whether a person is before an institution today.
    public boolean isBefore(String institution, String person) {
        return requests.read(connection -> store.isThere(connection, institution, person, startOfDay()));
    }

    private Instant startOfDay() {
        return LocalDate.now(clock).atStartOfDay(clock.getZone()).toInstant();
    }
}
