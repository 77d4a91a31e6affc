package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.AccountBooks;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.account.InflowBooks;
import org.openyibao.server.account.Ledger;
import org.openyibao.server.clearing.ClearingBooks;
import org.openyibao.server.database.Ids;
import org.openyibao.server.database.TestDatabase;
import org.openyibao.server.enrolment.Contribution;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.family.Binding;
import org.openyibao.server.family.Bindings;
import org.openyibao.server.family.FamilyBooks;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Request;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/// The business rooms of one server, without the web, on a database of a test's own and with a clock that
/// stands still until it is moved.
///
/// Institutions and catalogue are the constants below; every person is a new one, so that the tests of a
/// class can share the rooms and still work out what each table must say of their person.
public final class Rooms implements AutoCloseable {

    /// A tertiary hospital of Beijing, another one, and one that is not designated.
    public static final String HOSPITAL = "H11000000001";

    public static final String OTHER_HOSPITAL = "H11000000002";
    public static final String UNDESIGNATED = "H11000000009";

    /// A community centre of Zigong.
    public static final String COMMUNITY = "H51030000001";

    /// A pharmacy of Jilin City.
    public static final String PHARMACY = "P22020000001";

    /// Drugs of grades A, B (10 % first) and C, one of limited use (20 % first), a scan (8 % first, at most
    /// 240 each), a consultation, and a drug that left the catalogue at the end of 2020.
    public static final String DRUG_A = "DRUG-A";

    public static final String DRUG_B = "DRUG-B";
    public static final String DRUG_C = "DRUG-C";
    public static final String LIMITED = "LIMITED";
    public static final String SCAN = "SCAN";
    public static final String CONSULTATION = "CONSULTATION";
    public static final String FORMER = "FORMER";

    static final Instant NOW = Instant.parse("2025-07-01T02:00:00Z");
    static final List<String> TABLES = List.of(
            "ledger",
            "journal",
            "closed_year",
            "visit",
            "fee_upload",
            "settlement",
            "year_to_date",
            "family_year",
            "family_binding",
            "wallet_transfer",
            "message",
            "cited_rule");

    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);
    private static final LocalDate START = LocalDate.of(2010, 1, 1);
    private static final LocalDate BIRTH = LocalDate.of(1980, 3, 7);
    private static final Path POLICIES = Path.of(System.getProperty("openyibao.home", "."), "policies");
    private static final PolicyBook BOOK = PolicyBook.read(POLICIES);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final TestDatabase database;
    private final boolean ownsDatabase;
    private final HikariDataSource pool = new HikariDataSource();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final MovableClock clock = new MovableClock();

    /// Stands still at [#NOW] until it is told another time.
    private static final class MovableClock extends Clock {

        private volatile Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return BusinessDay.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("there is one zone");
        }
    }

    private Rooms(
            TestDatabase database,
            boolean ownsDatabase,
            int server,
            Policies policies,
            UnaryOperator<DataSource> seenAs) {
        this.database = database;
        this.ownsDatabase = ownsDatabase;
        pool.setDataSource(database.dataSource());
        pool.setMaximumPoolSize(10);
        pool.setConnectionTimeout(5_000);
        context.registerBean(DataSource.class, () -> seenAs.apply(pool));
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(context.getBean(DataSource.class)));
        context.registerBean(Policies.class, () -> policies);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(Ids.class, () -> new Ids(context.getBean(Clock.class), server));
        for (var room : List.of(
                "policy",
                "request",
                "account",
                "registry",
                "enrolment",
                "outflow",
                "family",
                "crossregion",
                "settlement",
                "statement",
                "exchange",
                "clearing",
                "imports")) {
            context.scan("org.openyibao.server." + room);
        }
        context.refresh();
    }

    public static Rooms open() {
        return open(UnaryOperator.identity());
    }

    /// @param seenAs what the rooms see in place of the database
    public static Rooms open(UnaryOperator<DataSource> seenAs) {
        return open(ofTheCheckout(), seenAs);
    }

    /// By other packs than those of the checkout.
    public static Rooms open(Policies policies) {
        return open(policies, UnaryOperator.identity());
    }

    private static Rooms open(Policies policies, UnaryOperator<DataSource> seenAs) {
        var rooms = new Rooms(TestDatabase.migrated(), true, 1, policies, seenAs);
        rooms.load();
        return rooms;
    }

    /// With nothing in them.
    public static Rooms empty() {
        return new Rooms(TestDatabase.migrated(), true, 1, ofTheCheckout(), UnaryOperator.identity());
    }

    /// A second server on the same database.
    Rooms beside(UnaryOperator<DataSource> seenAs) {
        return new Rooms(database, false, 2, ofTheCheckout(), seenAs);
    }

    private static Policies ofTheCheckout() {
        return new Policies(POLICIES, BOOK);
    }

    /// It is now this time of the country, such as `2025-10-10T22:30:00`.
    public void now(String time) {
        clock.now = LocalDateTime.parse(time).atZone(BusinessDay.ZONE).toInstant();
    }

    /// It is now ten in the morning of this day.
    public void today(String day) {
        clock.now = LocalDate.parse(day).atTime(10, 0).atZone(BusinessDay.ZONE).toInstant();
    }

    /// What these rooms take for the time: for a server on the same database.
    public Clock clock() {
        return clock;
    }

    /// A person insured as a case says, with this much in the account.
    public String insured(Insured insured, Balances account) {
        return insured(insured, account, BIRTH, "");
    }

    /// As [#insured(Insured, Balances)], born on a day and bound to an institution, or to none where it is empty.
    String insured(Insured insured, Balances account, LocalDate birth, String boundInstitution) {
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
        transaction(connection -> service(Accounts.class).open(connection, Map.of(person, account), clock.instant()));
        return person;
    }

    public Instant now() {
        return clock.now;
    }

    private void load() {
        service(Registry.class)
                .saveInstitutions(List.of(
                        institution(HOSPITAL, "110000", InstitutionKind.HOSPITAL, Level.THREE, true),
                        institution(OTHER_HOSPITAL, "110000", InstitutionKind.HOSPITAL, Level.THREE, true),
                        institution(UNDESIGNATED, "110000", InstitutionKind.HOSPITAL, Level.THREE, false),
                        institution(COMMUNITY, "510300", InstitutionKind.COMMUNITY, Level.UNRATED, true),
                        institution(PHARMACY, "220200", InstitutionKind.PHARMACY, Level.UNRATED, true)));
        service(Registry.class)
                .saveEntries(List.of(
                        entry(DRUG_A, FeeCategory.DRUG, Grade.A, "0%", OptionalLong.empty(), false, EVER),
                        entry(DRUG_B, FeeCategory.DRUG, Grade.B, "10%", OptionalLong.empty(), false, EVER),
                        entry(DRUG_C, FeeCategory.DRUG, Grade.C, "0%", OptionalLong.empty(), false, EVER),
                        entry(LIMITED, FeeCategory.DRUG, Grade.B, "20%", OptionalLong.empty(), true, EVER),
                        entry(SCAN, FeeCategory.TREATMENT, Grade.B, "8%", OptionalLong.of(240_000_000), false, EVER),
                        entry(CONSULTATION, FeeCategory.CONSULTATION, Grade.A, "0%", OptionalLong.empty(), false, EVER),
                        entry(
                                FORMER,
                                FeeCategory.DRUG,
                                Grade.A,
                                "0%",
                                OptionalLong.empty(),
                                false,
                                LocalDate.of(2020, 12, 31))));
    }

    static Institution institution(String code, String region, InstitutionKind kind, Level level, boolean designated) {
        return new Institution(code, START, EVER, "样例机构 " + code, region, kind, level, designated, true);
    }

    private static CatalogueEntry entry(
            String code,
            FeeCategory category,
            Grade grade,
            String firstPay,
            OptionalLong ceilingMicro,
            boolean limited,
            LocalDate to) {
        var share = Ratio.parse(firstPay).orElseThrow();
        return new CatalogueEntry(
                "000000", code, START, to, "样例项目 " + code, category, grade, share, ceilingMicro, "09", limited);
    }

    /// An employee of Beijing, 45 years old, with this much in the account.
    public String employee(String current, String prior) {
        return employee("110000", current, prior);
    }

    public String employee(String region, String current, String prior) {
        var person = person();
        participates(person, Scheme.EMPLOYEE, region, Status.ACTIVE);
        transaction(connection -> service(Accounts.class)
                .open(connection, Map.of(person, new Balances(fen(current), fen(prior))), clock.instant()));
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
                user, owner, relation, yearLimit.map(Rooms::fen), Optional.empty(), Optional.empty(), "clerk-1");
        return once((Once<Binding> once) -> service(Bindings.class).bind(once, wish));
    }

    public Binding bind(String user, String owner, Relation relation) {
        return bind(user, owner, relation, Optional.empty());
    }

    /// What a request with a key of its own came to, which it must have come to.
    public <T> T once(Function<Once<T>, Answer> door) {
        var seen = new AtomicReference<T>();
        var answer = asked(door, seen);
        assertThat(answer).isInstanceOf(Answer.Done.class);
        return seen.get();
    }

    /// Why a request with a key of its own was refused, which it must have been.
    public <T> org.openyibao.server.request.Refusal refusedOnce(Function<Once<T>, Answer> door) {
        var answer = asked(door, new AtomicReference<T>());
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused) answer).refusal();
    }

    /// Why a request with a key of its own was refused, if it was.
    <T> Optional<org.openyibao.server.request.Refusal> tried(Function<Once<T>, Answer> door) {
        return asked(door, new AtomicReference<T>()) instanceof Answer.Refused(var refusal)
                ? Optional.of(refusal)
                : Optional.empty();
    }

    private static <T> Answer asked(Function<Once<T>, Answer> door, AtomicReference<T> seen) {
        var request = new Request("K" + NUMBERS.incrementAndGet(), new byte[0]);
        return door.apply(new Once<>(request, value -> {
            seen.set(value);
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }));
    }

    public <T> T service(Class<T> type) {
        return context.getBean(type);
    }

    public TestDatabase database() {
        return database;
    }

    /// A visit of the person on a day, opened, which the commands below are about.
    public Visit visit(String person, Scheme scheme, String institution, LocalDate day) {
        var visit = new Visit(person, scheme, institution, "", day);
        return new Visit(
                person,
                scheme,
                institution,
                done(Outcome.Opened.class, visit.open()).visit(),
                day);
    }

    /// Of an employee at [#HOSPITAL].
    public Visit visit(String person, LocalDate day) {
        return visit(person, Scheme.EMPLOYEE, HOSPITAL, day);
    }

    /// With the lines uploaded to batch `b` and settled; the amounts are of grade A drugs.
    public Outcome.Settled settled(Visit visit, String batch, String... amounts) {
        done(Outcome.FeesTaken.class, visit.upload(batch, drugs(visit.day(), amounts)));
        var total = Arrays.stream(amounts).map(Rooms::fen).reduce(Fen.ZERO, Fen::plus);
        return done(Outcome.Settled.class, visit.settle(batch, total.toString()));
    }

    private static FeeItem[] drugs(LocalDate day, String... amounts) {
        return Arrays.stream(amounts).map(amount -> line(DRUG_A, amount, day)).toArray(FeeItem[]::new);
    }

    /// One of an item at this price, with a serial that was not used before.
    public static FeeItem line(String code, String price, LocalDate day) {
        return lines(code, 1, price, day, FeeItem.Approval.MET);
    }

    /// Several of an item.
    public static FeeItem lines(String code, int count, String price, LocalDate day, FeeItem.Approval approval) {
        var micro = fen(price).value() * 10_000;
        var amount = Fen.of(fen(price).value() * count);
        return new FeeItem("L" + NUMBERS.incrementAndGet(), code, count * 10_000L, micro, amount, day, approval);
    }

    public static Fen fen(String yuan) {
        return Fen.parse(yuan).orElseThrow();
    }

    /// Who pays what of a bill.
    static String paid(Outcome.Settled settled) {
        var settlement = settled.settlement();
        return settlement.total() + " = funds " + settlement.funds() + " + current " + settlement.accountCurrent()
                + " + prior " + settlement.accountPrior() + " + cash " + settlement.cash();
    }

    /// What an institution may ask of one visit.
    public record Visit(String person, Scheme scheme, String institution, String id, LocalDate day) {

        Command.OpenVisit open() {
            return new Command.OpenVisit(person, scheme, institution, day.atTime(9, 30), "N-1", "{}");
        }

        Command.DescribeVisit describe(String category, String disease) {
            return new Command.DescribeVisit(
                    person, institution, id, day.atTime(9, 30), category, disease, "疾病 " + disease, "{}");
        }

        Command.CancelVisit cancel() {
            return new Command.CancelVisit(person, institution, id, "N-1");
        }

        public Command.UploadFees upload(String batch, FeeItem... items) {
            return new Command.UploadFees(person, institution, id, batch, List.of(items), "[]");
        }

        Command.WithdrawFees withdraw(String batch) {
            return new Command.WithdrawFees(person, institution, id, Optional.of(batch));
        }

        Command.WithdrawFees withdrawAll() {
            return new Command.WithdrawFees(person, institution, id, Optional.empty());
        }

        public Command.Settle settle(String batch, String total) {
            return settle(batch, terms(scheme, total));
        }

        public Command.Settle settle(String batch, String total, VisitKind kind) {
            return settle(batch, terms(scheme, kind, total));
        }

        Command.Settle settle(String batch, Command.SettleTerms terms) {
            return new Command.Settle(person, institution, id, batch, terms);
        }

        public Command.Reverse reverse(Outcome.Settled settled) {
            return new Command.Reverse(
                    person, institution, id, settled.settlement().id());
        }
    }

    /// Outpatient care, with the account, and no parts expected.
    static Command.SettleTerms terms(Scheme scheme, String total) {
        return terms(scheme, VisitKind.OUTPATIENT, total);
    }

    static Command.SettleTerms terms(Scheme scheme, VisitKind kind, String total) {
        return new Command.SettleTerms(
                scheme,
                kind,
                "11",
                fen(total),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AccountUse.OWN_FIRST,
                "{}");
    }

    /// What becomes of a command that comes in a message of its own.
    public Outcome perform(Command command) {
        return perform(message(command), command);
    }

    Outcome perform(Message message, Command command) {
        var seen = new AtomicReference<Outcome>();
        send(message, command, outcome -> {
            seen.set(outcome);
            return outcome.toString().getBytes(StandardCharsets.UTF_8);
        });
        assertThat(seen.get()).as("answered afresh").isNotNull();
        return seen.get();
    }

    public <T extends Outcome> T done(Class<T> type, Command command) {
        var outcome = perform(command);
        assertThat(outcome).isInstanceOf(type);
        return type.cast(outcome);
    }

    /// Why a command was refused, which it must have been without a change to any row.
    Refusal refused(Command command) {
        var before = state();
        var refusal = done(Outcome.Refused.class, command).refusal();
        assertThat(state()).isEqualTo(before);
        return refusal;
    }

    byte[] send(Message message, Command command, Function<Outcome, byte[]> render) {
        try {
            return service(Settlements.class).perform(message, command, render);
        } catch (Overloaded full) {
            throw new AssertionError(full);
        }
    }

    /// A message with an id that was not used before.
    static Message message(Command command) {
        return message("M" + NUMBERS.incrementAndGet(), command);
    }

    static Message message(String id, Command command) {
        var content = command.toString().getBytes(StandardCharsets.UTF_8);
        return new Message(institution(command), id, command instanceof Command.Undo ? "2601" : "2207", content, NOW);
    }

    private static String institution(Command command) {
        return switch (command) {
            case Command.OpenVisit open -> open.institution();
            case Command.CancelVisit cancel -> cancel.institution();
            case Command.DescribeVisit describe -> describe.institution();
            case Command.UploadFees upload -> upload.institution();
            case Command.WithdrawFees withdraw -> withdraw.institution();
            case Command.Settle settle -> settle.institution();
            case Command.Buy buy -> buy.institution();
            case Command.Reverse reverse -> reverse.institution();
            case Command.Undo undo -> undo.institution();
            case Command.File file -> file.institution();
            case Command.CancelFiling cancel -> cancel.institution();
            case Command.Register register -> register.institution();
            case Command.CancelRegistration cancel -> cancel.institution();
            case Command.Remember ignored -> HOSPITAL;
        };
    }

    /// How many rows each table has, and a sum over all that is in them.
    public Map<String, String> state() {
        return transaction(connection -> {
            var state = new TreeMap<String, String>();
            for (var table : TABLES) {
                state.put(
                        table,
                        one(
                                connection,
                                "select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0)" + " from "
                                        + table + " t"));
            }
            return state;
        });
    }

    /// What the year to date of a person says: deductible, pool, inpatient pool in fen, admissions, burden,
    /// catastrophic.
    String year(Visit visit) {
        return text(
                "select concat_ws(' ', deductible_fen, pool_fen, inpatient_pool_fen, admissions, burden_fen,"
                        + " catastrophic_fen) from year_to_date where psn_no = ? and scheme = ? and benefit_year = ?",
                visit.person(),
                visit.scheme().toString(),
                visit.day().getYear());
    }

    public long rows(String table) {
        return number("select count(*) from " + table);
    }

    public Ledger ledger(String person) {
        return service(Accounts.class).ledger(person);
    }

    /// The first offender of all proofs.
    public Optional<Text> offender() {
        return transaction(connection -> Stream.of(
                        AccountBooks.prove(connection),
                        InflowBooks.prove(connection, service(Policies.class).current()),
                        FamilyBooks.prove(connection),
                        SettlementBooks.prove(connection),
                        ClearingBooks.prove(connection))
                .flatMap(report -> report.offender().stream())
                .findFirst());
    }

    public long number(String sql, Object... values) {
        return Long.parseLong(text(sql, values));
    }

    /// The one value of a query, as text.
    public String text(String sql, Object... values) {
        return transaction(connection -> one(connection, sql, values));
    }

    private static String one(Connection connection, String sql, Object... values) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (var rows = select.executeQuery()) {
                assertThat(rows.next()).as(sql).isTrue();
                return rows.getString(1);
            }
        }
    }

    /// Changes rows behind the server's back.
    public static int change(Connection connection, String sql, Object... values) throws SQLException {
        try (var update = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate();
        }
    }

    /// What is done in a transaction.
    public interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /// Does it in a transaction of its own, unseen by whoever watches the database.
    public <T> T transaction(Work<T> work) {
        return transaction(work, true);
    }

    /// As [#transaction(Work)], but leaves no trace.
    public <T> T undone(Work<T> work) {
        return transaction(work, false);
    }

    private <T> T transaction(Work<T> work, boolean lasts) {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            var result = work.in(connection);
            if (lasts) {
                connection.commit();
            } else {
                connection.rollback();
            }
            return result;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        context.close();
        pool.close();
        if (ownsDatabase) {
            database.close();
        }
    }
}
