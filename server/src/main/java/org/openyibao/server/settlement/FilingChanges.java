package org.openyibao.server.settlement;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.crossregion.Registrations;
import org.openyibao.server.request.Result;

/// Decides what the commands about filings and other registrations change. What an institution made it may
/// cancel.
final class FilingChanges {

    private static final Map<String, Field> FIELDS = Map.of(
            "person", Field.PERSON,
            "scheme", Field.SCHEME,
            "place", Field.FILING_PLACE,
            "from", Field.FILING_FROM,
            "until", Field.FILING_UNTIL,
            "filing", Field.FILING,
            "registration", Field.FILING,
            "code", Field.REGISTERED_CODE,
            "home", Field.REGISTERED_HOME);

    private final Filings filings;
    private final Registrations registrations;

    FilingChanges(Filings filings, Registrations registrations) {
        this.filings = filings;
        this.registrations = registrations;
    }

    Effect file(Command.File command, Gathered gathered, Instant now) {
        return gathered.enrolled().isEmpty()
                ? Effect.refused(VisitChanges.unknownPerson(command.person()))
                : effect(filings.make(known(gathered, now), command.wish()));
    }

    Effect cancel(Command.CancelFiling command, Gathered gathered, Instant now) {
        if (gathered.enrolled().isEmpty()) {
            return Effect.refused(VisitChanges.unknownPerson(command.person()));
        }
        var made = gathered.filings().stream()
                .filter(filing -> filing.id().equals(command.filing()))
                .anyMatch(filing -> filing.institution().equals(command.institution()));
        return made
                ? effect(
                        filings.cancel(known(gathered, now), command.filing(), command.reason(), command.institution()))
                : Effect.refused(Refusal.of(
                        Field.FILING, "本机构为该人员所作的备案", "a filing that this institution made", command.filing()));
    }

    Effect register(Command.Register command, Gathered gathered, Instant now) {
        return gathered.enrolled().isEmpty()
                ? Effect.refused(VisitChanges.unknownPerson(command.person()))
                : registered(registrations.make(knownOf(gathered, now), command.wish()));
    }

    Effect cancel(Command.CancelRegistration command, Gathered gathered, Instant now) {
        return gathered.enrolled().isEmpty()
                ? Effect.refused(VisitChanges.unknownPerson(command.person()))
                : registered(registrations.cancel(
                        knownOf(gathered, now),
                        command.kind(),
                        command.registration(),
                        command.institution(),
                        command.reason()));
    }

    private static Registrations.Known knownOf(Gathered gathered, Instant now) {
        return new Registrations.Known(now, gathered.enrolled().orElseThrow(), gathered.registrations());
    }

    private static Effect registered(Result<Registrations.Change> result) {
        return switch (result) {
            case Result.Done<Registrations.Change>(var change) ->
                Effect.registration(new Outcome.Filed(change.registration().id()), change);
            case Result.Refused<Registrations.Change>(var refusal) -> Effect.refused(refusal(refusal));
        };
    }

    private static Filings.Known known(Gathered gathered, Instant now) {
        var today = BusinessDay.of(now);
        return new Filings.Known(
                now, gathered.enrolled().orElseThrow().on(gathered.book(), today, today), gathered.filings());
    }

    private static Effect effect(Result<Filings.Change> result) {
        return switch (result) {
            case Result.Done<Filings.Change>(var change) ->
                Effect.filing(new Outcome.Filed(change.made().filing().id()), change);
            case Result.Refused<Filings.Change>(var refusal) -> Effect.refused(refusal(refusal));
        };
    }

    /// The field as the gateway names it; where the policy says no, its reason and what is missing.
    private static Refusal refusal(org.openyibao.server.request.Refusal refusal) {
        var wrong = refusal.wrong();
        if (wrong.isPresent()) {
            return new Refusal(
                    field(wrong.get().field()),
                    wrong.get().expected(),
                    wrong.get().got().zh());
        }
        var rule = refusal.rule().map(cited -> " " + cited.key()).orElse("");
        var missing = String.join(" ", refusal.details().stream().map(Text::zh).toList());
        return new Refusal(
                Field.FILING_GROUND,
                new Text(
                        "可以办理的备案（" + refusal.message().zh() + rule + "）",
                        "a filing that can be made (" + refusal.message().en() + rule + ")"),
                missing);
    }

    private static Field field(String name) {
        return Optional.ofNullable(FIELDS.get(name))
                .orElseThrow(() -> new IllegalStateException("a refusal of a filing names " + name));
    }
}
