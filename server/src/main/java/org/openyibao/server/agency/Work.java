package org.openyibao.server.agency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openyibao.server.agency.Step.Kind;
import org.openyibao.server.claim.Claims;
import org.openyibao.server.clearing.Applications;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.identity.Role;
import org.openyibao.server.outflow.Moves;
import org.openyibao.server.outflow.Withdrawals;
import org.openyibao.server.request.Queue;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Waiting;
import org.springframework.stereotype.Component;

/// A door of the room: everything that waits for somebody of an agency, in one list.
///
/// Each room tells what waits there, the longest first; a page is what comes first of all of them.
@Component
public class Work {

    /// The most items of a page.
    public static final int MOST = 500;

    /// What waits, and what is to be done about it.
    public record Item(Step step, Waiting waiting) {

        /// False where it is about an institution.
        public boolean isAboutPerson() {
            return step.kind() != Kind.APPLICATION;
        }
    }

    /// A page ends before the item of this moment and id.
    public record Place(Instant since, String id) {
        public static final Place FIRST = new Place(Instant.EPOCH, "");
    }

    private final Requests requests;
    private final Enrolment enrolment;
    private final Proposals proposals;
    private final Claims claims;
    private final Withdrawals withdrawals;
    private final Moves moves;
    private final Applications applications;

    Work(
            Requests requests,
            Enrolment enrolment,
            Proposals proposals,
            Claims claims,
            Withdrawals withdrawals,
            Moves moves,
            Applications applications) {
        this.requests = requests;
        this.enrolment = enrolment;
        this.proposals = proposals;
        this.claims = claims;
        this.withdrawals = withdrawals;
        this.moves = moves;
        this.applications = applications;
    }

    /// What waits in a region and those beneath it, the longest first: `most` after a place, of one kind or all,
    /// for one role or all.
    public List<Item> of(String region, Optional<Kind> kind, Optional<Role> role, Place after, int most) {
        var items = new ArrayList<Item>();
        for (var each : kind.map(EnumSet::of).orElse(EnumSet.allOf(Kind.class))) {
            var states = Step.states(each, role);
            if (!states.isEmpty()) {
                var queue = new Queue(region, states, after.since(), after.id(), most);
                for (var waiting : waiting(each, queue)) {
                    items.add(new Item(Step.of(each, waiting.state()), waiting));
                }
            }
        }
        return items.stream()
                .sorted(Comparator.comparing((Item item) -> item.waiting().since())
                        .thenComparing(item -> item.waiting().id()))
                .limit(most)
                .toList();
    }

    /// The persons whom items are about, by number.
    public Map<String, Person> persons(List<Item> items) {
        var numbers = items.stream()
                .filter(Item::isAboutPerson)
                .map(item -> item.waiting().about())
                .collect(Collectors.toSet());
        return requests.read(connection -> enrolment.byNumbers(connection, numbers)).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().person()));
    }

    private List<Waiting> waiting(Kind kind, Queue queue) {
        return switch (kind) {
            case PROPOSAL -> proposals.waiting(queue);
            case CLAIM -> claims.waiting(queue);
            case WITHDRAWAL -> withdrawals.waiting(queue);
            case MOVE -> moves.waiting(queue);
            case APPLICATION -> applications.waiting(queue);
        };
    }

    /// How many wait for each step.
    public Map<Step, Long> counts(String region) {
        var counts = new EnumMap<Step, Long>(Step.class);
        for (var kind : Kind.values()) {
            counts(kind, region).forEach((state, count) -> counts.put(Step.of(kind, state), count));
        }
        return counts;
    }

    private Map<String, Long> counts(Kind kind, String region) {
        return switch (kind) {
            case PROPOSAL -> proposals.waiting(region);
            case CLAIM -> claims.waiting(region);
            case WITHDRAWAL -> withdrawals.waiting(region);
            case MOVE -> moves.waiting(region);
            case APPLICATION -> applications.waiting(region);
        };
    }
}
