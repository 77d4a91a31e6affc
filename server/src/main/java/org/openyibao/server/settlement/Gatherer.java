package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.policy.Counter;
import org.openyibao.engine.policy.Dimension;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.crossregion.FilingRecord;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.crossregion.Registrations;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.policy.Policies;

/// Reads what the commands of a batch depend on: one statement a table for all of them, whatever their number. At most
/// one command a person. The books come first: whoever moves on what is read after them moves on their version, and
/// that is found out.
final class Gatherer {

    private final Policies policies;
    private final Accounts accounts;
    private final Enrolment enrolment;
    private final Filings filings;
    private final Registrations registrations;
    private final RelativesGatherer relatives;
    private final VisitStore visits;
    private final FeeStore fees;
    private final SettlementStore settlements;

    Gatherer(
            Policies policies,
            Accounts accounts,
            Enrolment enrolment,
            Filings filings,
            Registrations registrations,
            RelativesGatherer relatives,
            VisitStore visits,
            FeeStore fees,
            SettlementStore settlements) {
        this.policies = policies;
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.filings = filings;
        this.registrations = registrations;
        this.relatives = relatives;
        this.visits = visits;
        this.fees = fees;
        this.settlements = settlements;
    }

    /// What the commands ask for, collected before anything is read.
    private static final class Wanted {
        final Set<String> enrolled = new HashSet<>();
        final Set<String> years = new HashSet<>();
        final Set<String> filed = new HashSet<>();
        final Set<String> registered = new HashSet<>();
        final Set<String> stays = new HashSet<>();
        final List<VisitStore.Key> visits = new ArrayList<>();
        final List<FeeStore.Key> uploads = new ArrayList<>();
        final List<FeeStore.Key> settlements = new ArrayList<>();
        final List<FeeStore.Serial> serials = new ArrayList<>();

        void person(String person) {
            enrolled.add(person);
        }

        void filings(String person) {
            enrolled.add(person);
            filed.add(person);
        }

        void registrations(String person) {
            enrolled.add(person);
            registered.add(person);
        }

        /// A stay beside the person's others, with its lines where they matter.
        void stay(String person, String visit, boolean withLines) {
            stays.add(person);
            visits.add(new VisitStore.Key(person, visit));
            settlements.add(new FeeStore.Key(person, visit, ""));
            if (withLines) {
                uploads.add(new FeeStore.Key(person, visit, ""));
            }
        }

        void decided(String person) {
            enrolled.add(person);
            years.add(person);
        }
    }

    /// What was read, by person, books as they stand at `now`. `originals`: for commands to undo, what the original
    /// message asked for, where it was carried out.
    Map<String, Gathered> gather(
            Connection connection, List<Command> commands, Map<Command, String> originals, Instant now)
            throws SQLException {
        var wanted = new Wanted();
        var persons = new HashSet<String>();
        for (var command : commands) {
            if (!(command instanceof Command.Remember)) {
                persons.add(command.person());
            }
            want(command, wanted);
        }
        var targets = new HashMap<String, SettlementRecord>();
        for (var command : commands) {
            var target = target(connection, command);
            if (target.isPresent()) {
                targets.put(command.person(), target.get());
                wanted.decided(command.person());
                wanted.settlements.add(new FeeStore.Key(
                        command.person(), target.get().visit(), target.get().batch()));
            }
        }
        if (persons.isEmpty()) {
            return Map.of();
        }
        var undone = new HashMap<String, String>();
        originals.forEach((command, transaction) -> undone.put(command.person(), transaction));
        return read(connection, commands, wanted, persons, targets, undone, Map.of(), now);
    }

    /// What is known of a person for a visit on a day; empty where nobody has the number.
    Optional<Gathered> known(Connection connection, String person, LocalDate day, Instant now) throws SQLException {
        var wanted = new Wanted();
        wanted.decided(person);
        wanted.registrations(person);
        return Optional.ofNullable(read(
                                connection,
                                List.of(),
                                wanted,
                                Set.of(person),
                                Map.of(),
                                Map.of(),
                                Map.of(person, day),
                                now)
                        .get(person))
                .filter(gathered -> gathered.enrolled().isPresent());
    }

    private static void want(Command command, Wanted wanted) {
        switch (command) {
            case Command.OpenVisit open -> wanted.person(open.person());
            case Command.CancelVisit cancel -> {
                wanted.visits.add(new VisitStore.Key(cancel.person(), cancel.visit()));
                wanted.settlements.add(new FeeStore.Key(cancel.person(), cancel.visit(), ""));
            }
            case Command.DescribeVisit describe ->
                wanted.visits.add(new VisitStore.Key(describe.person(), describe.visit()));
            case Command.UploadFees upload -> {
                wanted.visits.add(new VisitStore.Key(upload.person(), upload.visit()));
                wanted.settlements.add(new FeeStore.Key(upload.person(), upload.visit(), upload.batch()));
                upload.items()
                        .forEach(item -> wanted.serials.add(
                                new FeeStore.Serial(upload.person(), upload.visit(), item.serial())));
            }
            case Command.WithdrawFees withdraw -> {
                var key = new FeeStore.Key(
                        withdraw.person(), withdraw.visit(), withdraw.batch().orElse(""));
                wanted.visits.add(new VisitStore.Key(withdraw.person(), withdraw.visit()));
                wanted.uploads.add(key);
                wanted.settlements.add(key);
            }
            case Command.Settle settle -> {
                var key = new FeeStore.Key(settle.person(), settle.visit(), settle.batch());
                wanted.visits.add(new VisitStore.Key(settle.person(), settle.visit()));
                wanted.uploads.add(key);
                wanted.settlements.add(key);
                wanted.decided(settle.person());
            }
            case Command.Admit admit -> {
                wanted.person(admit.person());
                wanted.stays.add(admit.person());
            }
            case Command.ChangeAdmission change -> wanted.stay(change.person(), change.visit(), true);
            case Command.CancelAdmission cancel -> wanted.stay(cancel.person(), cancel.visit(), !cancel.evenCharged());
            case Command.Discharge discharge -> wanted.stay(discharge.person(), discharge.visit(), true);
            case Command.UndoDischarge undo -> wanted.stay(undo.person(), undo.visit(), false);
            case Command.Charge charge -> {
                var takesBack = charge.items().stream().anyMatch(FeeItem::isReturn);
                wanted.stay(charge.person(), charge.visit(), takesBack);
                charge.items()
                        .forEach(item -> wanted.serials.add(
                                new FeeStore.Serial(charge.person(), charge.visit(), item.serial())));
            }
            case Command.Memo memo -> {
                wanted.visits.add(new VisitStore.Key(memo.person(), memo.visit()));
                wanted.uploads.add(new FeeStore.Key(memo.person(), memo.visit(), ""));
            }
            case Command.WithdrawCharges withdraw -> wanted.stay(withdraw.person(), withdraw.visit(), true);
            case Command.SettleStay settle -> {
                wanted.stay(settle.person(), settle.visit(), true);
                wanted.decided(settle.person());
            }
            case Command.Buy buy -> wanted.decided(buy.person());
            case Command.Treat treat -> wanted.decided(treat.person());
            case Command.Order order -> want(order.purchase(), wanted);
            case Command.Claim claim -> wanted.decided(claim.person());
            case Command.File file -> wanted.filings(file.person());
            case Command.CancelFiling cancel -> wanted.filings(cancel.person());
            case Command.Register register -> wanted.registrations(register.person());
            case Command.CancelRegistration cancel -> wanted.registrations(cancel.person());
            case Command.Reverse ignored -> {}
            case Command.ReverseClaim ignored -> {}
            case Command.Undo undo -> wanted.stays.add(undo.person());
            case Command.Remember ignored -> {}
        }
    }

    private Optional<SettlementRecord> target(Connection connection, Command command) throws SQLException {
        return switch (command) {
            case Command.Reverse reverse -> settlements.find(connection, reverse.person(), reverse.settlement());
            case Command.ReverseClaim reverse -> settlements.find(connection, reverse.person(), reverse.settlement());
            case Command.Undo undo ->
                settlements.byMessage(connection, undo.person(), undo.institution(), undo.originalMessage());
            default -> Optional.empty();
        };
    }

    /// Who has something to settle, and on which day.
    private static Map<String, LocalDate> settling(
            List<Command> commands, Map<String, VisitRecord> visits, LocalDate today) {
        var days = new HashMap<String, LocalDate>();
        for (var command : commands) {
            if (command instanceof Command.Buy buy) {
                days.put(buy.person(), buy.at().toLocalDate());
            } else if (command instanceof Command.Treat treat) {
                days.put(treat.person(), treat.at().toLocalDate());
            } else if (command instanceof Command.Order order) {
                days.put(order.person(), order.purchase().at().toLocalDate());
            } else if (command instanceof Command.Claim claim) {
                days.put(claim.person(), claim.until());
            } else if (command instanceof Command.SettleStay settle
                    && settle.discharged().isPresent()) {
                days.put(settle.person(), settle.discharged().get().toLocalDate());
            } else if ((command instanceof Command.Settle || command instanceof Command.SettleStay)
                    && visits.containsKey(command.person())) {
                days.put(command.person(), visits.get(command.person()).day(today));
            }
        }
        return days;
    }

    /// The stays that messages admitted which are to be undone.
    private static List<FeeStore.Key> undone(List<Command> commands, Map<String, List<VisitRecord>> stays) {
        var keys = new ArrayList<FeeStore.Key>();
        for (var command : commands) {
            if (command instanceof Command.Undo undo) {
                StayChanges.admittedBy(
                                stays.getOrDefault(undo.person(), List.of()),
                                undo.institution(),
                                undo.originalMessage())
                        .ifPresent(stay -> keys.add(new FeeStore.Key(stay.person(), stay.id(), "")));
            }
        }
        return keys;
    }

    /// Of those who settle on a day the ones for whom it matters which disease was registered or which institution
    /// was chosen.
    private static Set<String> restingOnRegistrations(
            List<Command> commands,
            PolicyBook book,
            Map<String, LocalDate> settling,
            Map<String, Enrolment.Enrolled> enrolled) {
        var resting = new HashSet<String>();
        for (var command : commands) {
            if (command instanceof Command.Settle settle && settle.terms().kind() == VisitKind.CHRONIC) {
                resting.add(settle.person());
            } else if (command instanceof Command.Treat treat && treat.terms().kind() == VisitKind.CHRONIC) {
                resting.add(treat.person());
            } else if (command instanceof Command.Claim claim && claim.terms().kind() == VisitKind.CHRONIC) {
                resting.add(claim.person());
            }
        }
        settling.forEach((person, day) -> {
            if (enrolled.containsKey(person)
                    && enrolled.get(person).participations().stream()
                            .filter(part -> part.holdsOn(day))
                            .anyMatch(part ->
                                    book.on(part.region(), part.scheme(), day).asks(Dimension.BOUND))) {
                resting.add(person);
            }
        });
        return resting;
    }

    /// Of those who settle on a day the ones to whom a cap that counts this may apply then.
    static Map<String, LocalDate> capped(
            Counter counter,
            PolicyBook book,
            Map<String, LocalDate> settling,
            Map<String, Enrolment.Enrolled> enrolled) {
        var capped = new HashMap<String, LocalDate>();
        settling.forEach((person, day) -> {
            if (enrolled.containsKey(person)
                    && enrolled.get(person).participations().stream()
                            .filter(part -> part.holdsOn(day))
                            .anyMatch(part ->
                                    book.on(part.region(), part.scheme(), day).hasCap(counter))) {
                capped.put(person, day);
            }
        });
        return capped;
    }

    private Map<String, Gathered> read(
            Connection connection,
            List<Command> commands,
            Wanted wanted,
            Set<String> persons,
            Map<String, SettlementRecord> targets,
            Map<String, String> originals,
            Map<String, LocalDate> askedAbout,
            Instant now)
            throws SQLException {
        var ledgers = accounts.ledgers(connection, persons, now);
        var enrolled = wanted.enrolled.isEmpty()
                ? Map.<String, Enrolment.Enrolled>of()
                : enrolment.byNumbers(connection, wanted.enrolled);
        var foundVisits = new HashMap<String, VisitRecord>();
        visits.find(connection, wanted.visits).forEach(visit -> foundVisits.put(visit.person(), visit));
        var stays = visits.stays(connection, wanted.stays).stream().collect(Collectors.groupingBy(VisitRecord::person));
        undone(commands, stays).forEach(wanted.settlements::add);
        var book = policies.current();
        var settling = settling(commands, foundVisits, BusinessDay.of(now));
        settling.putAll(askedAbout);
        wanted.filed.addAll(settling.keySet());
        wanted.registered.addAll(restingOnRegistrations(commands, book, settling, enrolled));
        var filed = wanted.filed.isEmpty()
                ? Map.<String, List<FilingRecord>>of()
                : filings.records(connection, wanted.filed);
        var registered = wanted.registered.isEmpty()
                ? Map.<String, List<Registration>>of()
                : registrations.of(connection, wanted.registered);
        var shared = relatives.gather(connection, book, settling, enrolled, targets.values(), now);
        shared.values().forEach(theirs -> theirs.household().forEach(mate -> wanted.years.add(mate.person())));
        var years = settlements.years(connection, wanted.years);
        settlements
                .paidOn(connection, capped(Counter.DAY, book, settling, enrolled))
                .forEach((key, paid) -> years.computeIfPresent(key, (same, year) -> year.withToday(paid)));
        var uploads = new HashMap<String, List<FeeUpload>>();
        fees.find(connection, wanted.uploads)
                .forEach(upload -> uploads.computeIfAbsent(upload.person(), person -> new ArrayList<>())
                        .add(upload));
        var refs = new HashMap<String, List<SettlementRef>>();
        settlements
                .refs(connection, wanted.settlements)
                .forEach(ref -> refs.computeIfAbsent(ref.person(), person -> new ArrayList<>())
                        .add(ref));
        var serials = fees.used(connection, wanted.serials);
        var gathered = new HashMap<String, Gathered>();
        for (var person : persons) {
            var ledger = ledgers.get(person);
            if (ledger != null) {
                gathered.put(
                        person,
                        new Gathered(
                                book,
                                Optional.ofNullable(enrolled.get(person)),
                                Optional.ofNullable(foundVisits.get(person)),
                                stays.getOrDefault(person, List.of()),
                                uploads.getOrDefault(person, List.of()),
                                serials.getOrDefault(person, Set.of()),
                                refs.getOrDefault(person, List.of()),
                                Optional.ofNullable(targets.get(person)),
                                Optional.ofNullable(originals.get(person)),
                                ledger,
                                filed.getOrDefault(person, List.of()),
                                registered.getOrDefault(person, List.of()),
                                shared.getOrDefault(person, Relatives.NONE),
                                years));
            }
        }
        return gathered;
    }
}
