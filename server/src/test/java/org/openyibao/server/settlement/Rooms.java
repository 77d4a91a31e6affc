package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.AccountBooks;
import org.openyibao.server.account.InflowBooks;
import org.openyibao.server.claim.ClaimBooks;
import org.openyibao.server.clearing.ClearingBooks;
import org.openyibao.server.crossregion.FilingBooks;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.crossregion.Registrations;
import org.openyibao.server.database.TestDatabase;
import org.openyibao.server.family.FamilyBooks;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;

/// Rooms with institutions and a catalogue, the constants below, where people of [PeopledRooms] are cared for.
public final class Rooms extends PeopledRooms {

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

    private static final Path POLICIES = Path.of(System.getProperty("openyibao.home", "."), "policies");

    private static final PolicyBook BOOK = PolicyBook.read(POLICIES);

    private Rooms(
            TestDatabase database,
            boolean ownsDatabase,
            int server,
            Policies policies,
            UnaryOperator<DataSource> seenAs) {
        super(database, ownsDatabase, server, policies, seenAs);
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
        return new Rooms(database(), false, 2, ofTheCheckout(), seenAs);
    }

    private static Policies ofTheCheckout() {
        return new Policies(POLICIES, BOOK);
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

    /// Has a hospital register a chronic disease from a day on; the id of the registration.
    public String register(String person, String disease, Scheme scheme, LocalDate from) {
        return registered(person, Registration.Kind.CHRONIC, Optional.of(scheme), disease, "", from);
    }

    /// Has a hospital write down the institution that the person chose to go to for care.
    public String choose(String person, String institution, LocalDate from) {
        return registered(
                person, Registration.Kind.CHOSEN, Optional.empty(), institution, Registration.WHERE_TO_GO, from);
    }

    private String registered(
            String person,
            Registration.Kind kind,
            Optional<Scheme> scheme,
            String code,
            String application,
            LocalDate from) {
        var wish = new Registrations.Wish(
                kind,
                scheme,
                Optional.empty(),
                code,
                "名称 " + code,
                application,
                kind == Registration.Kind.CHOSEN ? NUMBERS.incrementAndGet() : 0,
                from,
                Optional.empty(),
                HOSPITAL,
                "operator-1",
                "{}");
        return done(Outcome.Filed.class, new Command.Register(person, HOSPITAL, wish))
                .filing();
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

    /// Who pays what of a bill.
    static String paid(Outcome.Settled settled) {
        var settlement = settled.settlement();
        return settlement.total() + " = funds " + settlement.funds() + " + current " + settlement.accountCurrent()
                + " + prior " + settlement.accountPrior() + " + cash " + settlement.cash();
    }

    private static final UnaryOperator<String> NOTHING_KEPT = before -> "{}";

    /// What an institution may ask of one visit.
    public record Visit(String person, Scheme scheme, String institution, String id, LocalDate day) {

        Command.OpenVisit open() {
            return new Command.OpenVisit(person, scheme, institution, day.atTime(9, 30), "N-1", "{}");
        }

        Command.DescribeVisit describe(String category, String disease) {
            return new Command.DescribeVisit(
                    person, institution, id, day.atTime(9, 30), category, disease, "疾病 " + disease, NOTHING_KEPT);
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

    public static Command.SettleTerms terms(Scheme scheme, VisitKind kind, String total) {
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
            case Command.Admit admit -> admit.institution();
            case Command.ChangeAdmission change -> change.institution();
            case Command.CancelAdmission cancel -> cancel.institution();
            case Command.Discharge discharge -> discharge.institution();
            case Command.UndoDischarge undo -> undo.institution();
            case Command.Charge charge -> charge.institution();
            case Command.Memo memo -> memo.institution();
            case Command.WithdrawCharges withdraw -> withdraw.institution();
            case Command.SettleStay settle -> settle.institution();
            case Command.Settle settle -> settle.institution();
            case Command.Buy buy -> buy.institution();
            case Command.Treat treat -> treat.institution();
            case Command.Order order -> order.purchase().institution();
            case Command.Claim claim -> claim.institution();
            case Command.ReverseClaim ignored -> HOSPITAL;
            case Command.Reverse reverse -> reverse.institution();
            case Command.Undo undo -> undo.institution();
            case Command.File file -> file.institution();
            case Command.CancelFiling cancel -> cancel.institution();
            case Command.Register register -> register.institution();
            case Command.CancelRegistration cancel -> cancel.institution();
            case Command.Remember ignored -> HOSPITAL;
        };
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

    /// The first offender of all proofs.
    public Optional<Text> offender() {
        return transaction(connection -> Stream.of(
                        AccountBooks.prove(connection),
                        InflowBooks.prove(connection, service(Policies.class).current()),
                        FamilyBooks.prove(connection),
                        SettlementBooks.prove(connection),
                        FilingBooks.prove(connection),
                        ClearingBooks.prove(connection),
                        ClaimBooks.prove(connection))
                .flatMap(report -> report.offender().stream())
                .findFirst());
    }
}
