package org.openyibao.server.crossregion;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.Ids;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// A door of the room: chronic diseases registered for a person, and institutions that a person chose. Changes
/// are decided here and written in the caller's transaction, which advances the person's ledger.
@Component
public class Registrations {

    private final Requests requests;
    private final Ids ids;
    private final RegistrationStore store;

    Registrations(Requests requests, Ids ids, DataKeys keys) {
        store = new RegistrationStore(keys);
        this.requests = requests;
        this.ids = ids;
    }

    /// As [Registration] has it, before it is made. `home`: the home region that the sender names, where it
    /// does.
    public record Wish(
            Registration.Kind kind,
            Optional<Scheme> scheme,
            Optional<String> home,
            String code,
            String name,
            String application,
            int rank,
            LocalDate from,
            Optional<LocalDate> until,
            String madeBy,
            String clerk,
            String details) {}

    /// What a change comes to: one to add, or one that was cancelled.
    public record Change(Registration registration) {}

    /// What is known of a person. `registrations`: all, cancelled ones too.
    public record Known(Instant now, Enrolment.Enrolled enrolled, List<Registration> registrations) {}

    /// All registrations of the persons, by person, in the caller's transaction.
    public Map<String, List<Registration>> of(Connection connection, Collection<String> persons) throws SQLException {
        return store.of(connection, persons);
    }

    /// A person's registrations that hold on a day, the first made first.
    public List<Registration> holding(String person, LocalDate day) {
        return requests.read(
                connection -> store.of(connection, List.of(person)).getOrDefault(person, List.of()).stream()
                        .filter(registration -> registration.holdsOn(day))
                        .toList());
    }

    /// What registering comes to.
    public Result<Change> make(Known known, Wish wish) {
        if (wish.until().filter(wish.from()::isAfter).isPresent()) {
            return Result.refused(Refusal.badInput(
                    "WRONG_VALUE",
                    "until",
                    new Text("不早于起始日 " + wish.from(), "not before the first day, " + wish.from()),
                    Text.same(wish.until().get().toString())));
        }
        var insured = known.enrolled().participations().stream()
                .filter(part -> part.holdsOn(wish.from())
                        && part.scheme() != Scheme.PENSION
                        && wish.scheme().map(part.scheme()::equals).orElse(true))
                .findFirst();
        if (insured.isEmpty()) {
            return Result.refused(Refusal.badInput(
                    "WRONG_VALUE",
                    "scheme",
                    new Text(
                            "该人员在 " + wish.from() + " 参加的医保险种",
                            "a medical scheme that the person is in on " + wish.from()),
                    wish.scheme()
                            .map(each -> new Text(each.chinese(), each.toString()))
                            .orElse(new Text("未参保", "insured in none"))));
        }
        var home = insured.get().region();
        if (wish.home().filter(named -> !named.equals(home)).isPresent()) {
            return Result.refused(Refusal.badInput(
                    "WRONG_VALUE",
                    "home",
                    new Text("该人员的参保地 " + home, "the person's home region, " + home),
                    Text.same(wish.home().get())));
        }
        var made = new Registration(
                known.enrolled().person().number(),
                ids.nextText(),
                wish.kind(),
                wish.scheme(),
                wish.code(),
                wish.name(),
                wish.application(),
                wish.rank(),
                wish.from(),
                wish.until(),
                wish.madeBy(),
                known.now(),
                wish.clerk(),
                Optional.empty(),
                wish.details());
        return known.registrations().stream()
                .filter(other -> isSame(other, made) && other.overlaps(made))
                .findFirst()
                .<Result<Change>>map(other -> Result.refused(Refusal.conflict(
                        "REGISTERED_ALREADY",
                        wish.code().isEmpty() ? "from" : "code",
                        new Text("该时期内尚未登记的", "one that is not registered for the time yet"),
                        Text.same((wish.code().isEmpty() ? wish.from() : wish.code()) + " (" + other.id() + ")"))))
                .orElseGet(() -> Result.done(new Change(made)));
    }

    /// Of a disease the same code; of a choice the same purpose and either the same place or the same
    /// institution; of an injury the same first day.
    private static boolean isSame(Registration one, Registration other) {
        return one.kind() == other.kind()
                && switch (one.kind()) {
                    case CHRONIC -> one.code().equals(other.code());
                    case CHOSEN ->
                        one.application().equals(other.application())
                                && (one.rank() == other.rank() || one.code().equals(other.code()));
                    case ACCIDENT -> one.from().equals(other.from());
                };
    }

    /// What cancelling comes to: of one that the institution made and that was not cancelled.
    public Result<Change> cancel(Known known, Registration.Kind kind, String id, String madeBy, String reason) {
        return known.registrations().stream()
                .filter(each -> each.id().equals(id)
                        && each.kind() == kind
                        && each.madeBy().equals(madeBy)
                        && each.cancelled().isEmpty())
                .findFirst()
                .map(each -> Result.done(new Change(each.cancelled(known.now(), reason))))
                .orElseGet(() -> Result.refused(Refusal.unknown(
                        "UNKNOWN_REGISTRATION",
                        "registration",
                        new Text("本机构为该人员所作、未撤销的备案", "one that this institution made and that was not cancelled"),
                        id)));
    }

    /// Writes what was decided, in the caller's transaction.
    public void write(Connection connection, List<Change> changes) throws SQLException {
        for (var change : changes) {
            var registration = change.registration();
            if (registration.cancelled().isPresent()) {
                store.cancel(connection, registration, registration.cancelled().get());
            } else {
                store.insert(connection, registration);
            }
        }
    }
}
