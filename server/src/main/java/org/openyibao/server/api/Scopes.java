package org.openyibao.server.api;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openyibao.engine.decision.Away;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.claim.Claims;
import org.openyibao.server.clearing.Applications;
import org.openyibao.server.clearing.Disputes;
import org.openyibao.server.clearing.Reconciliations;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.family.Binding;
import org.openyibao.server.family.Bindings;
import org.openyibao.server.family.HouseholdMember;
import org.openyibao.server.family.Households;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Presentations;
import org.openyibao.server.identity.Role;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.SettlementRecord;
import org.openyibao.server.settlement.Settlements;
import org.springframework.stereotype.Component;

/// Whose data a caller may see and change, by role and scope.
///
/// - An insured person: himself. Of whom he bound and who bound him ([#relative]) only what a route says.
/// - A cashier: the own institution, its stays and what was settled there; a person while he is before the institution
///   ([Presentations]).
/// - A clerk or reviewer: persons insured in the region now or formerly, and who is insured nowhere yet; institutions
///   of the region; what was settled by its persons or at its institutions. `510000` covers `510300`, `000000` all.
/// - The others: no person's record.
///
/// What is seen of a person is written down in the audit trail ([Looks]).
///
/// Every method ends the call with 403 `NOT_YOURS` where it is not the caller's, and does not tell whether there is
/// such a thing at all.
@Component
class Scopes {

    private static final Text NOT_YOURS = new Text("不存在，或不在您的权限范围内", "not there, or not among what you may see");

    private final Enrolment enrolment;
    private final Bindings bindings;
    private final Households households;
    private final Registry registry;
    private final Settlements settlements;
    private final Claims claims;
    private final Applications applications;
    private final Reconciliations reconciliations;
    private final Disputes disputes;
    private final Presentations presentations;
    private final Looks looks;
    private final Clock clock;

    Scopes(
            Enrolment enrolment,
            Bindings bindings,
            Households households,
            Registry registry,
            Settlements settlements,
            Claims claims,
            Applications applications,
            Reconciliations reconciliations,
            Disputes disputes,
            Presentations presentations,
            Looks looks,
            Clock clock) {
        this.enrolment = enrolment;
        this.bindings = bindings;
        this.households = households;
        this.registry = registry;
        this.settlements = settlements;
        this.claims = claims;
        this.applications = applications;
        this.reconciliations = reconciliations;
        this.disputes = disputes;
        this.presentations = presentations;
        this.looks = looks;
        this.clock = clock;
    }

    /// A person's record.
    void person(Caller caller, String person) {
        demand(seesPerson(caller, person));
        looks.at(caller, List.of(person));
    }

    /// What the person himself sees, and those whom he bound or who bound him, while the binding holds.
    void relative(Caller caller, String person) {
        demand(seesPerson(caller, person) || isBound(caller, person));
        looks.at(caller, List.of(person));
    }

    void institution(Caller caller, String institution) {
        demand(
                switch (caller.role()) {
                    case CASHIER -> institution.equals(caller.scope());
                    case CLERK, REVIEWER -> isAt(caller, institution);
                    case ADMINISTRATOR -> true;
                    case INSURED, ANALYST, AUDITOR -> false;
                });
    }

    void region(Caller caller, String region) {
        demand(covers(caller, region));
    }

    /// What is done for all regions at once.
    void everywhere(Caller caller) {
        demand(isEverywhere(caller));
    }

    void settlement(Caller caller, String settlement) {
        var found = settlements.find(settlement).map(Outcome.Settled::settlement);
        sees(caller, found, each -> sees(caller, each));
        found.ifPresent(each -> looks.at(caller, List.of(each.person())));
    }

    /// The region where the person of a settlement is insured.
    void home(Caller caller, String settlement) {
        var found = settlements.find(settlement).map(Outcome.Settled::settlement);
        sees(caller, found, each -> covers(caller, each.region()));
        found.ifPresent(each -> looks.at(caller, List.of(each.person())));
    }

    void claim(Caller caller, String claim) {
        var found = claims.find(claim).map(Claims.View::claim);
        sees(caller, found, each -> switch (caller.role()) {
            case CLERK, REVIEWER -> covers(caller, each.region());
            case INSURED, CASHIER, ANALYST, AUDITOR, ADMINISTRATOR -> seesPerson(caller, each.person());
        });
        found.ifPresent(each -> looks.at(caller, List.of(each.person())));
    }

    void application(Caller caller, String application) {
        sees(caller, applications.find(application), found -> switch (caller.role()) {
            case CASHIER -> found.asked().institution().equals(caller.scope());
            case CLERK, REVIEWER -> covers(caller, found.region());
            case INSURED, ANALYST, AUDITOR, ADMINISTRATOR -> false;
        });
    }

    void reconciliation(Caller caller, String reconciliation) {
        sees(caller, reconciliations.find(reconciliation), found -> switch (caller.role()) {
            case CASHIER -> found.asked().institution().equals(caller.scope());
            case CLERK, REVIEWER -> isAt(caller, found.asked().institution());
            case INSURED, ANALYST, AUDITOR, ADMINISTRATOR -> false;
        });
    }

    void dispute(Caller caller, String dispute) {
        sees(caller, disputes.find(dispute), found -> covers(caller, found.home()) || covers(caller, found.place()));
    }

    /// A household that nobody lives in yet is any clerk's to fill.
    void household(Caller caller, String household) {
        var today = today();
        var members = households.of(household).stream()
                .filter(member -> caller.role() != Role.INSURED || member.holdsOn(today))
                .toList();
        demand(isOfAgency(caller) && members.isEmpty()
                || members.stream().anyMatch(member -> seesPerson(caller, member.person())));
        looks.at(caller, members.stream().map(HouseholdMember::person).toList());
    }

    /// What the owner of a binding's account decides.
    void owner(Caller caller, String user, String binding) {
        var found = binding(user, binding);
        sees(caller, found, each -> seesPerson(caller, each.owner()));
        found.ifPresent(each -> looks.at(caller, List.of(each.owner(), each.user())));
    }

    /// What either party of a binding decides.
    void party(Caller caller, String user, String binding) {
        var found = binding(user, binding);
        sees(caller, found, each -> seesPerson(caller, each.owner()) || seesPerson(caller, each.user()));
        found.ifPresent(each -> looks.at(caller, List.of(each.owner(), each.user())));
    }

    private Optional<Binding> binding(String user, String binding) {
        return bindings.of(user).stream()
                .map(Bindings.View::binding)
                .filter(each -> each.id().equals(binding) && each.user().equals(user))
                .findFirst();
    }

    /// Whether a region is the caller's, for leaving out of a list what is not.
    boolean covers(Caller caller, String region) {
        return switch (caller.role()) {
            case CLERK, REVIEWER -> isEverywhere(caller) || Away.covers(caller.scope(), region);
            case ANALYST, ADMINISTRATOR -> true;
            case INSURED, CASHIER, AUDITOR -> false;
        };
    }

    /// Whether an institution is one of the caller's region, as [#covers].
    boolean isAt(Caller caller, String institution) {
        return isEverywhere(caller)
                || registry.institution(institution, today())
                        .map(Institution::region)
                        .filter(region -> covers(caller, region))
                        .isPresent();
    }

    boolean seesPerson(Caller caller, String person) {
        return switch (caller.role()) {
            case INSURED -> person.equals(caller.scope());
            case CASHIER -> presentations.isBefore(caller.scope(), person);
            case CLERK, REVIEWER -> isEverywhere(caller) || isInsuredAt(caller, person);
            case ANALYST, AUDITOR, ADMINISTRATOR -> false;
        };
    }

    private boolean isInsuredAt(Caller caller, String person) {
        return enrolment
                .byNumber(person)
                .filter(enrolled -> enrolled.participations().isEmpty()
                        || enrolled.participations().stream()
                                .map(Participation::region)
                                .anyMatch(region -> covers(caller, region)))
                .isPresent();
    }

    private boolean isBound(Caller caller, String person) {
        var today = today();
        return bindings.of(caller.scope()).stream()
                .map(Bindings.View::binding)
                .filter(binding -> binding.holdsOn(today))
                .flatMap(binding -> Stream.of(binding.user(), binding.owner()))
                .anyMatch(person::equals);
    }

    private boolean sees(Caller caller, SettlementRecord settlement) {
        return switch (caller.role()) {
            case INSURED -> settlement.person().equals(caller.scope());
            case CASHIER -> settlement.institution().equals(caller.scope());
            case CLERK, REVIEWER ->
                covers(caller, settlement.region())
                        || isAt(caller, settlement.institution())
                        || isInsuredAt(caller, settlement.person());
            case ANALYST, AUDITOR, ADMINISTRATOR -> false;
        };
    }

    /// What is not there is refused as what is another's, unless everything is the caller's: then its route tells.
    private static <T> void sees(Caller caller, Optional<T> found, Predicate<T> sees) {
        demand(found.map(sees::test).orElseGet(() -> isEverywhere(caller)));
    }

    private static boolean isOfAgency(Caller caller) {
        return switch (caller.role()) {
            case CLERK, REVIEWER -> true;
            case INSURED, CASHIER, ANALYST, AUDITOR, ADMINISTRATOR -> false;
        };
    }

    private static boolean isEverywhere(Caller caller) {
        return isOfAgency(caller) && caller.scope().equals(Pack.NATION);
    }

    private LocalDate today() {
        return BusinessDay.of(clock.instant());
    }

    private static void demand(boolean sees) {
        if (!sees) {
            throw new RefusedException(Refusal.of(Refusal.Kind.FORBIDDEN, "NOT_YOURS", NOT_YOURS));
        }
    }
}
