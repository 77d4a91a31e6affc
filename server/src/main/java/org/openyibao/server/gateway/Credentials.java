package org.openyibao.server.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.identity.Card;
import org.openyibao.server.identity.Cards;
import org.openyibao.server.identity.MedicalCodes;
import org.openyibao.server.identity.Token;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What persons show at an institution (就诊凭证): whom it names, and whether that is whom a message is about.
///
/// A token is good at the institution that got it, for a day, and for settling a stay however long that lasted. A card
/// that is not registered can be compared with nobody who has none registered; it is taken then.
@Component
final class Credentials {

    static final String ELECTRONIC = "01";
    static final String CARD = "03";

    private static final Duration TOKEN_HOLDS = Duration.ofHours(24);
    private static final int LONGEST_TOKEN = 64;
    private static final Set<String> SETTLING_A_STAY = Set.of("2303", "2304");
    private static final String A_TOKEN = "本机构由 1161 或 1162 取得、24 小时之内的电子凭证令牌";

    private final MedicalCodes codes;
    private final Cards cards;
    private final Enrolment enrolment;

    Credentials(MedicalCodes codes, Cards cards, Enrolment enrolment) {
        this.codes = codes;
        this.cards = cards;
        this.enrolment = enrolment;
    }

    /// The number of the person whom `mdtrt_cert_no` names; empty where it is to be read as a certificate's number.
    ///
    /// @throws InvalidFieldException if it names nobody who may be treated for it now
    Optional<String> person(Fields fields, Envelope envelope) {
        var type = fields.code("mdtrt_cert_type", 3, NationalCodes.CERTIFICATES, NationalCodes::certificate);
        var sent = fields.text("mdtrt_cert_no", 50);
        return switch (type) {
            case ELECTRONIC ->
                Optional.of(token(fields, "mdtrt_cert_no", envelope, true).person());
            case CARD ->
                cards.byNumber(sent).map(card -> {
                    requireRecognised(fields, card);
                    return card.person();
                });
            default -> Optional.empty();
        };
    }

    /// A card by its number and what a reader reads beside it.
    Card card(Fields fields) {
        var number = fields.text("cardno", 50);
        var card = cards.byNumber(number).orElseThrow(() -> now(fields, "cardno", "已登记的社会保障卡卡号", number));
        requireRecognised(fields, card);
        return card;
    }

    private static void requireRecognised(Fields fields, Card card) {
        if (!fields.text("card_sn", 32).equals(card.recognition())) {
            throw now(fields, "card_sn", "该卡的卡识别码", "不符");
        }
        requireActive(fields, card);
    }

    private static void requireActive(Fields fields, Card card) {
        var name = fields.has("cardno") ? "cardno" : "mdtrt_cert_no";
        switch (card.state()) {
            case ACTIVE -> {}
            case LOST -> throw now(fields, name, "可用的社会保障卡", "已挂失的卡");
            case BLOCKED -> throw now(fields, name, "可用的社会保障卡", "已停用的卡");
        }
    }

    /// The token under `name`, for which somebody may be served now.
    ///
    /// @throws RefusedNowException if it is none
    Token token(Fields fields, String name, Envelope envelope) {
        return token(fields, name, envelope, true);
    }

    private Token token(Fields fields, String name, Envelope envelope, boolean ages) {
        var token = codes.token(fields.text(name, LONGEST_TOKEN))
                .orElseThrow(() -> now(fields, name, A_TOKEN, "不是本服务给出的令牌"));
        if (!token.institution().equals(envelope.institution())) {
            throw now(fields, name, A_TOKEN, "其他机构取得的令牌");
        }
        var since = envelope.slip().receivedAt().toInstant();
        if (ages && Duration.between(token.since(), since).compareTo(TOKEN_HOLDS) > 0) {
            throw now(fields, name, A_TOKEN, "已过期的令牌");
        }
        return token;
    }

    /// Holds what was shown against the person whom a message is about, wherever it says both.
    ///
    /// @throws RefusedNowException if it is somebody else's
    void check(Envelope envelope) {
        for (var node : envelope.input().node()) {
            rows(node).forEach(row -> check(new Fields(row, ""), envelope));
        }
    }

    private static List<ObjectNode> rows(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return List.of(object);
        }
        return node.isArray() && node.size() == 1 && node.get(0) instanceof ObjectNode only ? List.of(only) : List.of();
    }

    private void check(Fields fields, Envelope envelope) {
        if (!fields.has("psn_no") || !fields.has("mdtrt_cert_type") || !fields.has("mdtrt_cert_no")) {
            return;
        }
        var person = fields.text("psn_no", 30);
        var sent = fields.text("mdtrt_cert_no", 50);
        var certificate = enrolment.certificateOf(person);
        if (certificate.isEmpty()) {
            return;
        }
        switch (fields.text("mdtrt_cert_type", 3)) {
            case ELECTRONIC -> {
                var ages = !SETTLING_A_STAY.contains(envelope.transaction());
                if (!token(fields, "mdtrt_cert_no", envelope, ages).person().equals(person)) {
                    throw now(fields, "mdtrt_cert_no", "psn_no 所指人员的电子凭证令牌", "他人的令牌");
                }
            }
            case CARD -> checkCard(fields, person, certificate.get(), sent);
            default -> requireSame(fields, certificate.get(), sent, "psn_no 所指人员的证件号码");
        }
    }

    private void checkCard(Fields fields, String person, String certificate, String sent) {
        var card = cards.byNumber(sent);
        if (card.isEmpty()) {
            if (!cards.of(person).isEmpty()) {
                requireSame(fields, certificate, sent, "psn_no 所指人员的社会保障卡卡号");
            }
            return;
        }
        if (!card.get().person().equals(person)) {
            throw now(fields, "mdtrt_cert_no", "psn_no 所指人员的社会保障卡卡号", "他人的卡");
        }
        if (fields.has("card_sn")) {
            requireRecognised(fields, card.get());
        } else {
            requireActive(fields, card.get());
        }
    }

    private static void requireSame(Fields fields, String certificate, String sent, String expected) {
        if (!certificate.equalsIgnoreCase(sent)) {
            throw now(fields, "mdtrt_cert_no", expected, sent);
        }
    }

    /// As things stand: the same message may have been carried out before.
    private static RefusedNowException now(Fields fields, String name, String expected, String got) {
        return new RefusedNowException(fields.refused(name, expected, got).text());
    }
}
