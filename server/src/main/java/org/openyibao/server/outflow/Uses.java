package org.openyibao.server.outflow;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.decision.PremiumDecider;
import org.openyibao.engine.decision.UseDecider;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Purpose;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.Accounts.Decided;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.account.Entry;
import org.openyibao.server.account.Ledger;
import org.openyibao.server.account.Posting;
import org.openyibao.server.database.Ids;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.policy.CitedRuleStore;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// A door of the room: what an account pays besides care.
@Component
public class Uses {

    private final Requests requests;
    private final Accounts accounts;
    private final Enrolment enrolment;
    private final Registry registry;
    private final Policies policies;
    private final CitedRuleStore cited;
    private final Ids ids;
    private final Clock clock;
    private final UseStore store = new UseStore();
    private final ResidentPremium residentPremium;

    Uses(
            Requests requests,
            Accounts accounts,
            Enrolment enrolment,
            Registry registry,
            Policies policies,
            CitedRuleStore cited,
            Ids ids,
            Clock clock) {
        this.requests = requests;
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.registry = registry;
        this.policies = policies;
        this.cited = cited;
        this.ids = ids;
        this.clock = clock;
        residentPremium = new ResidentPremium(enrolment);
    }

    /// Has the account pay, if the region lets it. A relative's resident premium is recorded with the relative's
    /// contributions.
    public Answer pay(Once<Used> once, UseOrder order) {
        return requests.perform(once, connection -> pay(connection, order));
    }

    /// What paying would come to now.
    public Result<Used> preview(UseOrder order) {
        return requests.preview(connection -> pay(connection, order));
    }

    /// What a resident's premium of a year comes to today, by which rule: empty where no rule says it. Refused where it
    /// cannot be paid.
    public Result<Optional<PremiumDecider.Outcome.Due>> premium(String resident, int year) {
        var enrolled = requests.read(connection -> enrolment.byNumbers(connection, Set.of(resident)));
        var unknown = Owners.unknown(enrolled, "beneficiary", resident);
        if (unknown.isPresent()) {
            return Result.refused(unknown.get());
        }
        return switch (ResidentPremium.due(policies.current(), Owners.known(enrolled, resident), year, today())) {
            case Result.Refused<ResidentPremium.Due>(var refusal) -> Result.refused(refusal);
            case Result.Done<ResidentPremium.Due>(var due) -> Result.done(due.said());
        };
    }

    /// Takes a use back: the money returns to where it came from, this year's money of a year that is over to prior
    /// years' money.
    public Answer takeBack(Once<Used> once, String person, String use, String clerk, String reason) {
        return requests.perform(once, connection -> takeBack(connection, person, use, clerk, reason));
    }

    /// A person's uses in the order in which they were made.
    public List<AccountUse> of(String person) {
        return requests.read(connection -> store.of(connection, person));
    }

    private Result<Used> pay(Connection connection, UseOrder order) throws SQLException {
        var wrong = incomplete(order);
        if (wrong.isPresent()) {
            return Result.refused(wrong.get());
        }
        var named = Stream.concat(Stream.of(order.person()), order.beneficiary().stream())
                .collect(Collectors.toSet());
        var enrolled = enrolment.byNumbers(connection, named);
        var unknown = Owners.unknown(enrolled, "person", order.person())
                .or(() -> order.beneficiary().flatMap(number -> Owners.unknown(enrolled, "beneficiary", number)))
                .or(() -> order.institution().flatMap(this::unknownInstitution));
        if (unknown.isPresent()) {
            return Result.refused(unknown.get());
        }
        var owner = Owners.insured(Owners.known(enrolled, order.person()), policies.current(), today());
        if (owner.isEmpty()) {
            return Result.refused(Refusal.notAllowed(Reason.STATUS_NOT_NORMAL, Optional.empty()));
        }
        return accounts.change(
                connection,
                Set.of(order.person()),
                (ledgers, same, now) ->
                        pay(same, order, enrolled, owner.get(), Owners.known(ledgers, order.person()), now));
    }

    private LocalDate today() {
        return BusinessDay.of(clock.instant());
    }

    private static Optional<Refusal> incomplete(UseOrder order) {
        if (order.of() == Relation.SELF
                && order.beneficiary()
                        .filter(number -> !number.equals(order.person()))
                        .isPresent()) {
            return Optional.of(Refusal.badInput(
                    "WRONG_VALUE",
                    "relation",
                    new Text("受益人与本人的关系", "what the beneficiary is to the owner"),
                    Text.same(order.of().toString())));
        }
        if (order.purpose() != Purpose.RESIDENT_PREMIUM) {
            return Optional.empty();
        }
        if (order.beneficiary().isEmpty()) {
            return Optional.of(missing("beneficiary", "缴费人的人员编号", "the number of the resident"));
        }
        return order.coverageYear().isPresent()
                ? Optional.empty()
                : Optional.of(missing("coverageYear", "参保年度", "the coverage year"));
    }

    private static Refusal missing(String field, String zh, String en) {
        return Refusal.badInput("MISSING_FIELD", field, new Text(zh, en), new Text("未填写", "nothing"));
    }

    private Optional<Refusal> unknownInstitution(String code) {
        return registry.institution(code, today()).isPresent()
                ? Optional.empty()
                : Optional.of(Refusal.unknown(
                        "UNKNOWN_INSTITUTION",
                        "institution",
                        new Text("已登记的定点医药机构编号", "the code of a registered institution"),
                        code));
    }

    private Decided<Result<Used>> pay(
            Connection connection,
            UseOrder order,
            Map<String, Enrolled> enrolled,
            Insured owner,
            Ledger ledger,
            Instant now)
            throws SQLException {
        var today = BusinessDay.of(now);
        var book = policies.current();
        var question = new UseDecider.Question(
                owner,
                ledger.balances(),
                order.purpose(),
                order.of(),
                order.amount(),
                order.institution()
                        .flatMap(code -> registry.institution(code, today))
                        .map(institution -> institution.designated())
                        .orElse(true));
        return switch (UseDecider.decide(book.on(owner.region(), owner.scheme(), today), question)) {
            case UseDecider.Outcome.Refused refused -> nothing(Refusal.notAllowed(refused.reason(), refused.rule()));
            case UseDecider.Outcome.Allowed allowed -> {
                var use = use(order, owner.region(), ledger, allowed, now);
                var refusal = record(connection, book, order, enrolled, today);
                if (refusal.isPresent()) {
                    yield nothing(refusal.get());
                }
                store.insert(connection, use);
                yield new Decided<>(
                        Result.done(new Used(use, allowed.after(), CitedRule.of(allowed.rule()))),
                        List.of(new Posting(ledger, entries(use))));
            }
        };
    }

    private static Decided<Result<Used>> nothing(Refusal refusal) {
        return new Decided<>(Result.refused(refusal), List.of());
    }

    private Optional<Refusal> record(
            Connection connection, PolicyBook book, UseOrder order, Map<String, Enrolled> enrolled, LocalDate today)
            throws SQLException {
        if (order.purpose() != Purpose.RESIDENT_PREMIUM) {
            return Optional.empty();
        }
        return residentPremium.pay(
                connection,
                book,
                Owners.known(enrolled, order.beneficiary().orElseThrow()),
                order.coverageYear().orElseThrow(),
                order.amount(),
                today,
                order.clerk());
    }

    private AccountUse use(
            UseOrder order, String region, Ledger ledger, UseDecider.Outcome.Allowed allowed, Instant now) {
        return new AccountUse(
                order.person(),
                ids.nextText(),
                order.purpose(),
                order.of(),
                order.beneficiary().orElse(""),
                order.coverageYear().orElse(0),
                order.institution().orElse(""),
                region,
                ledger.balances().current().minus(allowed.after().current()),
                ledger.balances().prior().minus(allowed.after().prior()),
                now,
                cited.key(CitedRule.of(allowed.rule())),
                order.clerk(),
                "",
                Optional.empty());
    }

    private static List<Entry> entries(AccountUse use) {
        var entries = new ArrayList<Entry>(2);
        add(entries, Entry.CURRENT, use.paidTo(), use.current(), use.reference());
        add(entries, Entry.PRIOR, use.paidTo(), use.prior(), use.reference());
        return entries;
    }

    private static void add(List<Entry> entries, String from, String to, Fen amount, String reference) {
        if (!amount.isZero()) {
            entries.add(new Entry(from, to, amount, Entry.Why.USE, reference));
        }
    }

    private Result<Used> takeBack(Connection connection, String person, String id, String clerk, String reason)
            throws SQLException {
        var found =
                store.find(connection, person, id).filter(use -> use.reverses().isEmpty());
        if (found.isEmpty()) {
            return Result.refused(Refusal.unknown(
                    "UNKNOWN_USE", "use", new Text("该账户的使用记录编号", "the id of a use of this account"), id));
        }
        var reversal = store.reversalOf(connection, person, id);
        if (reversal.isPresent()) {
            return Result.refused(Refusal.conflict(
                    "TAKEN_BACK_ALREADY",
                    "use",
                    new Text("尚未撤销的使用记录", "a use that was not taken back"),
                    new Text(
                            "已由 " + reversal.get().clerk() + " 撤销（"
                                    + reversal.get().id() + "）",
                            "one that " + reversal.get().clerk() + " took back as "
                                    + reversal.get().id())));
        }
        return accounts.change(
                connection,
                Set.of(person),
                (ledgers, same, now) -> takeBack(same, found.get(), clerk, reason, Owners.known(ledgers, person), now));
    }

    private Decided<Result<Used>> takeBack(
            Connection connection, AccountUse use, String clerk, String reason, Ledger ledger, Instant now)
            throws SQLException {
        var back = new AccountUse(
                use.person(),
                ids.nextText(),
                use.purpose(),
                use.of(),
                use.beneficiary(),
                use.coverageYear(),
                use.institution(),
                use.region(),
                use.current(),
                use.prior(),
                now,
                use.rule(),
                clerk,
                reason,
                Optional.of(use.id()));
        if (use.purpose() == Purpose.RESIDENT_PREMIUM) {
            var resident = Owners.known(enrolment.byNumbers(connection, Set.of(use.beneficiary())), use.beneficiary());
            var refusal = residentPremium.takeBack(
                    connection, resident, use.coverageYear(), BusinessDay.of(now), clerk, reason);
            if (refusal.isPresent()) {
                return nothing(refusal.get());
            }
        }
        store.insert(connection, back);
        var sameYear = BusinessDay.of(use.at()).getYear() == ledger.year();
        var entries = entries(use).stream()
                .map(entry -> entry.returned(back.reference(), sameYear))
                .toList();
        var before = ledger.balances();
        var after = sameYear
                ? new Balances(
                        before.current().plus(use.current()), before.prior().plus(use.prior()))
                : new Balances(before.current(), before.prior().plus(use.amount()));
        var rule = Owners.known(cited.words(connection, List.of(use.rule())), use.rule());
        return new Decided<>(Result.done(new Used(back, after, rule)), List.of(new Posting(ledger, entries)));
    }
}
