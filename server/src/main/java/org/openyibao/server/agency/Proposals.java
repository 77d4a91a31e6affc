package org.openyibao.server.agency;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.agency.Proposal.Outcome;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.database.Ids;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.family.Binding;
import org.openyibao.server.family.Bindings;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.LostRaceException;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Queue;
import org.openyibao.server.request.QueueStore;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.openyibao.server.request.Waiting;
import org.springframework.stereotype.Component;

/// A door of the room: what clerks enter from paper, in two steps. A clerk proposes; another user approves, and with
/// the approval it takes effect. Both steps are decided by the room that it belongs to, each on the state of its
/// moment.
@Component
public class Proposals {

    private final Requests requests;
    private final Enrolment enrolment;
    private final Filings filings;
    private final Bindings bindings;
    private final Ids ids;
    private final Clock clock;
    private final ProposalStore store = new ProposalStore();

    Proposals(Requests requests, Enrolment enrolment, Filings filings, Bindings bindings, Ids ids, Clock clock) {
        this.requests = requests;
        this.enrolment = enrolment;
        this.filings = filings;
        this.bindings = bindings;
        this.ids = ids;
        this.clock = clock;
    }

    /// The first step. Refused where it would not be carried out either.
    public Answer propose(Once<Proposal> once, String person, Proposed what, String paper, String clerk) {
        return requests.perform(once, connection -> {
            var enrolled = enrolment.byNumbers(connection, Set.of(person));
            if (!enrolled.containsKey(person)) {
                return Result.refused(Refusal.unknownPerson("person", person));
            }
            var refusal = waits(connection, person, what);
            if (refusal.isEmpty()) {
                refusal = whyNot(connection, person, what, clerk);
            }
            if (refusal.isPresent()) {
                return Result.refused(refusal.get());
            }
            var now = clock.instant();
            var proposal = new Proposal(
                    ids.nextText(),
                    enrolled.get(person)
                            .home(BusinessDay.of(now))
                            .orElseThrow(
                                    () -> new IllegalStateException("nothing can be done for who never was insured")),
                    person,
                    what,
                    paper,
                    clerk,
                    now,
                    Optional.empty());
            store.insert(connection, proposal);
            return Result.done(proposal);
        });
    }

    /// The second step, by somebody else than who proposed it: it takes effect.
    public Answer approve(Once<Proposal> once, String person, String id, String reviewer) {
        return requests.perform(once, connection -> {
            var found = find(connection, person, id);
            var refusal = refusal(found, id).or(() -> sameHands(found, reviewer));
            if (refusal.isPresent()) {
                return Result.refused(refusal.get());
            }
            var proposal = found.orElseThrow();
            return switch (carryOut(connection, proposal)) {
                case Result.Refused<String>(var why) -> Result.refused(why);
                case Result.Done<String>(var result) ->
                    end(
                            connection,
                            proposal,
                            new Proposal.End(Outcome.APPROVED, clock.instant(), reviewer, "", result));
            };
        });
    }

    /// The second step, too: nothing takes effect.
    public Answer reject(Once<Proposal> once, String person, String id, String reviewer, String why) {
        return requests.perform(once, connection -> {
            var found = find(connection, person, id);
            var refusal = refusal(found, id).or(() -> sameHands(found, reviewer));
            return refusal.isPresent()
                    ? Result.refused(refusal.get())
                    : end(connection, found.orElseThrow(), without(Outcome.REJECTED, reviewer, why));
        });
    }

    /// Takes it back, as long as nobody reviewed it.
    public Answer withdraw(Once<Proposal> once, String person, String id, String clerk, String why) {
        return requests.perform(once, connection -> {
            var found = find(connection, person, id);
            var refusal = refusal(found, id);
            return refusal.isPresent()
                    ? Result.refused(refusal.get())
                    : end(connection, found.orElseThrow(), without(Outcome.WITHDRAWN, clerk, why));
        });
    }

    /// A proposal of the person.
    public Optional<Proposal> find(String person, String id) {
        return requests.read(connection -> find(connection, person, id));
    }

    private Optional<Proposal> find(Connection connection, String person, String id) throws SQLException {
        return store.find(connection, id).filter(found -> found.person().equals(person));
    }

    /// A person's proposals in the order in which they were made.
    public List<Proposal> of(String person) {
        return requests.read(connection -> store.of(connection, person));
    }

    /// The proposals that wait for their review, by kind.
    List<Waiting> waiting(Queue queue) {
        return requests.read(connection -> QueueStore.waiting(connection, ProposalStore.WAITING, queue));
    }

    /// How many of them there are, by kind.
    Map<String, Long> waiting(String region) {
        return requests.read(connection -> QueueStore.counts(connection, ProposalStore.WAITING, region));
    }

    private Optional<Refusal> waits(Connection connection, String person, Proposed what) throws SQLException {
        return store.of(connection, person).stream()
                .filter(each -> each.end().isEmpty() && each.what().equals(what))
                .findFirst()
                .map(each -> Refusal.conflict(
                        "PROPOSED_ALREADY",
                        "person",
                        new Text("没有相同内容待复核的人员", "a person for whom the same does not wait for its review"),
                        new Text("提请 " + each.id() + " 待复核", "proposal " + each.id() + " waits")));
    }

    private Optional<Refusal> whyNot(Connection connection, String person, Proposed what, String clerk)
            throws SQLException {
        return switch (what) {
            case Proposed.OfFiling of -> filings.whyNot(connection, person, of.files(), changing(person, of, clerk));
            case Proposed.Binding binding -> bindings.whyNot(connection, wish(person, binding, clerk));
            case Proposed.OfBinding of -> bindings.whyNot(connection, person, of.binding(), change(of));
        };
    }

    /// The id of what was made, changed or ended.
    private Result<String> carryOut(Connection connection, Proposal proposal) throws SQLException {
        var person = proposal.person();
        var clerk = proposal.clerk();
        return switch (proposal.what()) {
            case Proposed.OfFiling of ->
                idOf(
                        filings.change(connection, person, of.files(), changing(person, of, clerk)),
                        made -> made.filing().id());
            case Proposed.Binding binding -> idOf(bindings.bind(connection, wish(person, binding, clerk)), Binding::id);
            case Proposed.OfBinding of ->
                idOf(bindings.change(connection, person, of.binding(), change(of), clerk), Binding::id);
        };
    }

    private Filings.Changing changing(String person, Proposed.OfFiling what, String clerk) {
        return known -> switch (what) {
            case Proposed.Filing filing -> filings.make(known, wish(person, filing, clerk));
            case Proposed.FilingExtension(var filing, var until, var reason) ->
                filings.extend(known, filing, until, reason, clerk);
            case Proposed.FilingDocuments in ->
                filings.supply(known, in.filing(), Set.copyOf(in.documents()), in.reason(), clerk);
            case Proposed.FilingPlace(var filing, var place, var reason) ->
                filings.move(known, filing, place, reason, clerk);
            case Proposed.FilingEnd(var filing, var reason) -> filings.cancel(known, filing, reason, clerk);
        };
    }

    private static Bindings.Change change(Proposed.OfBinding what) {
        return switch (what) {
            case Proposed.BindingLimit limit -> new Bindings.Limit(limit.yearLimit());
            case Proposed.BindingPlace place -> new Bindings.Place(place.position());
            case Proposed.BindingEnd end -> new Bindings.Ending(end.because());
        };
    }

    private static <T> Result<String> idOf(Result<T> result, Function<T, String> id) {
        return switch (result) {
            case Result.Refused<T>(var refusal) -> Result.refused(refusal);
            case Result.Done<T>(var value) -> Result.done(id.apply(value));
        };
    }

    private Filings.Wish wish(String person, Proposed.Filing filing, String clerk) {
        return new Filings.Wish(
                person,
                filing.scheme(),
                filing.ground(),
                filing.place(),
                filing.from().filter(this::isToCome),
                filing.until(),
                Set.copyOf(filing.documents()),
                filing.byCommitment(),
                filing.reason(),
                clerk,
                "",
                "");
    }

    private Bindings.Wish wish(String person, Proposed.Binding binding, String clerk) {
        return new Bindings.Wish(
                person,
                binding.owner(),
                binding.relation(),
                binding.yearLimit(),
                binding.from().filter(this::isToCome),
                binding.until(),
                clerk);
    }

    private boolean isToCome(LocalDate day) {
        return day.isAfter(BusinessDay.of(clock.instant()));
    }

    private Proposal.End without(Outcome outcome, String who, String why) {
        return new Proposal.End(outcome, clock.instant(), who, why, "");
    }

    private Result<Proposal> end(Connection connection, Proposal proposal, Proposal.End end) throws SQLException {
        if (!store.end(connection, proposal, end)) {
            throw new LostRaceException();
        }
        return Result.done(proposal.ended(end));
    }

    /// Why what an id names is not there.
    public static Refusal unknown(String id) {
        return Refusal.unknown(
                "UNKNOWN_PROPOSAL", "proposal", new Text("该人员的提请编号", "the number of a proposal for the person"), id);
    }

    private static Optional<Refusal> refusal(Optional<Proposal> found, String id) {
        if (found.isEmpty()) {
            return Optional.of(unknown(id));
        }
        return found.get()
                .end()
                .map(end -> Refusal.conflict(
                        "ENDED_ALREADY",
                        "proposal",
                        new Text("待复核的提请", "a proposal that waits for its review"),
                        new Text(
                                "已由 " + end.who() + " " + end.outcome().text().zh(),
                                end.outcome().text().en() + " by " + end.who())));
    }

    private static Optional<Refusal> sameHands(Optional<Proposal> found, String reviewer) {
        return found.map(Proposal::clerk)
                .filter(reviewer::equals)
                .map(same -> Refusal.conflict(
                        "REVIEWED_BY_ITS_CLERK",
                        "reviewer",
                        new Text("经办人以外的人", "somebody else than the clerk who proposed it"),
                        Text.same(same)));
    }
}
