package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.Ledger;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.database.TestDatabase;
import org.openyibao.server.enrolment.Contribution;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.family.Binding;
import org.openyibao.server.family.Bindings;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Result;

/// Rooms that know people: insured and with accounts, having paid, bound to relatives. Every person is a new one, so
/// that the tests of a class can share the rooms and still work out what each table must say of their person.
abstract class PeopledRooms extends RunningRooms {

    static final LocalDate EVER = LocalDate.of(9999, 12, 31);

    static final LocalDate START = LocalDate.of(2010, 1, 1);

    private static final LocalDate BIRTH = LocalDate.of(1980, 3, 7);

    PeopledRooms(
            TestDatabase database,
            boolean ownsDatabase,
            int server,
            Policies policies,
            UnaryOperator<DataSource> seenAs) {
        super(database, ownsDatabase, server, policies, seenAs);
    }

    /// A person insured as a case says, with this much in the account.
    public String insured(Insured insured, Balances account) {
        return insured(insured, account, BIRTH, "");
    }

    /// As [#insured(Insured, Balances)], born on a day and bound to an institution, or to none where it is empty.
    public String insured(Insured insured, Balances account, LocalDate birth, String boundInstitution) {
        var person = person(insured.sex(), birth);
        service(Enrolment.class)
                .saveParticipations(List.of(new Participation(
                        person,
                        insured.scheme(),
                        START,
                        EVER,
                        insured.region(),
                        insured.status(),
                        insured.standing(),
                        insured.tier(),
                        insured.assistance(),
                        insured.civilServant(),
                        START,
                        "",
                        boundInstitution)));
        transaction(connection -> service(Accounts.class).open(connection, Map.of(person, account), clock().instant()));
        return person;
    }

    /// An employee of Beijing, 45 years old, with this much in the account.
    public String employee(String current, String prior) {
        return employee("110000", current, prior);
    }

    public String employee(String region, String current, String prior) {
        var person = person();
        participates(person, Scheme.EMPLOYEE, region, Status.ACTIVE);
        transaction(connection -> service(Accounts.class)
                .open(connection, Map.of(person, new Balances(fen(current), fen(prior))), clock().instant()));
        return person;
    }

    /// A resident of Zigong, who has no account.
    public String resident() {
        return resident("510300");
    }

    public String resident(String region) {
        var person = person();
        participates(person, Scheme.RESIDENT, region, Status.ADULT);
        return person;
    }

    /// Somebody without books.
    public String insured(Scheme scheme, String region, Status status) {
        var person = person();
        participates(person, scheme, region, status);
        return person;
    }

    /// Ends a person's insurance in all schemes after a last day.
    public void insuredUntil(String person, LocalDate last) {
        transaction(connection ->
                change(connection, "update participation set valid_to = ? where psn_no = ?", last, person));
    }

    /// An employee's months from one to another, inclusive, each paid on its tenth day: 147.00 of 7350.00 by the
    /// employee, 588.00 by the employer.
    public void paid(String person, String region, YearMonth from, YearMonth to) {
        var offered = new ArrayList<Enrolment.Offered>();
        for (var month = from; !month.isAfter(to); month = month.plusMonths(1)) {
            var contribution = new Contribution(
                    person,
                    Scheme.EMPLOYEE,
                    month,
                    region,
                    ContributionKind.REGULAR,
                    fen("7350.00"),
                    fen("147.00"),
                    fen("588.00"),
                    Fen.ZERO,
                    month.atDay(10));
            offered.add(new Enrolment.Offered(contribution, false));
        }
        var taken = transaction(
                connection -> service(Enrolment.class).contribute(connection, offered, "clerk-1", "in a test"));
        assertThat(taken.refused()).isEmpty();
    }

    /// Changes how a person stands in all schemes, from the beginning.
    public void stands(String person, Standing standing) {
        transaction(connection -> change(
                connection, "update participation set standing = ? where psn_no = ?", standing.toString(), person));
    }

    private String person() {
        return person(Sex.MALE, BIRTH);
    }

    private String person(Sex sex, LocalDate birth) {
        var number = "9%019d".formatted(NUMBERS.incrementAndGet());
        var code = switch (sex) {
            case MALE -> "1";
            case FEMALE -> "2";
            case UNKNOWN -> "9";
        };
        service(Enrolment.class)
                .savePersons(List.of(new Person(number, "01", "ID" + number, "张三丰", code, "01", birth)));
        return number;
    }

    private void participates(String person, Scheme scheme, String region, Status status) {
        participates(person, scheme, region, status, Standing.NORMAL, START, EVER);
    }

    public void participates(
            String person,
            Scheme scheme,
            String region,
            Status status,
            Standing standing,
            LocalDate from,
            LocalDate to) {
        service(Enrolment.class)
                .saveParticipations(List.of(new Participation(
                        person,
                        scheme,
                        from,
                        to,
                        region,
                        status,
                        standing,
                        Tier.NONE,
                        Assistance.NONE,
                        false,
                        START,
                        "",
                        "")));
    }

    /// Binds the owner's account to the user, from today on and without a term.
    public Binding bind(String user, String owner, Relation relation, Optional<String> yearLimit) {
        var wish = new Bindings.Wish(
                user, owner, relation, yearLimit.map(RunningRooms::fen), Optional.empty(), Optional.empty(), "clerk-1");
        return once((Once<Binding> once) -> service(Bindings.class).bind(once, wish));
    }

    public Binding bind(String user, String owner, Relation relation) {
        return bind(user, owner, relation, Optional.empty());
    }

    /// Files for care away from home, with papers.
    public Filings.Made file(String person, FilingGround ground, String place, String... papers) {
        return file(new Filings.Wish(
                person,
                Optional.empty(),
                ground,
                place,
                Optional.empty(),
                Optional.empty(),
                Set.of(papers),
                false,
                "备案",
                "clerk-1",
                "",
                ""));
    }

    public Filings.Made file(Filings.Wish wish) {
        return refile(wish.person(), (filings, known) -> filings.make(known, wish));
    }

    /// Changes a person's filings.
    public Filings.Made refile(String person, BiFunction<Filings, Filings.Known, Result<Filings.Change>> changing) {
        var filings = service(Filings.class);
        return once((Once<Filings.Made> once) ->
                filings.change(once, person, List.of(), known -> changing.apply(filings, known)));
    }

    public Ledger ledger(String person) {
        return service(Accounts.class).ledger(person);
    }
}
