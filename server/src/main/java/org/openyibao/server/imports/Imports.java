package org.openyibao.server.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.facility.Facility;
import org.openyibao.server.facility.Member;
import org.openyibao.server.family.Bindings;
import org.openyibao.server.family.HouseholdMember;
import org.openyibao.server.family.Households;
import org.openyibao.server.identity.Card;
import org.openyibao.server.identity.Cards;
import org.openyibao.server.identity.Users;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.springframework.stereotype.Component;

/// Reads a folder of CSV files (UTF-8, a header row) into the rooms: `institutions.csv`, catalogues (see
/// [CatalogueFiles]), `persons.csv`, `balances.csv`, `households.csv`, `cards.csv`, `staff.csv`, [ReportFiles], each of
/// which may be missing. Loading again replaces rows of the same key; balances are taken only for persons who have no
/// books yet. A file of contributions, of bindings or of users is read row by row instead, whatever its length, and a
/// row that cannot be taken keeps no other from being taken. [ImportTrail] has a line for every file.
@Component
public class Imports {

    private static final String INSTITUTIONS_FILE = "institutions.csv";
    private static final int ROWS_AT_ONCE = 10_000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final Set<String> INSTITUTIONS =
            Set.of("code", "name", "region", "kind", "level", "designated", "networked", "from", "to");
    private static final Set<String> PERSONS = Set.of(
            "number",
            "certificateType",
            "certificate",
            "name",
            "sex",
            "nation",
            "birth",
            "scheme",
            "region",
            "status",
            "standing",
            "tier",
            "assistance",
            "civilServant",
            "insuredSince",
            "employer",
            "boundInstitution",
            "from",
            "to");
    private static final Set<String> BALANCES = Set.of("number", "current", "prior");
    private static final Set<String> CARDS = Set.of("card", "number", "recognition", "state");
    private static final Set<String> STAFF = Set.of(
            "institution",
            "code",
            "kind",
            "certificateType",
            "certificate",
            "name",
            "ownNumber",
            "qualification",
            "licence",
            "insuredCare",
            "from",
            "to",
            "reason");
    private static final Set<String> HOUSEHOLDS = Set.of("household", "number", "from", "to");

    private static final Set<String> PROFESSIONS = Set.of("1", "2", "3", "4");

    /// Who puts into households whom a file puts there.
    private static final String CLERK = "households.csv";

    private final Registry registry;
    private final Enrolment enrolment;
    private final Accounts accounts;
    private final Households households;
    private final Cards cards;
    private final Facility facility;
    private final ImportTrail trail;
    private final DataSource dataSource;
    private final Clock clock;
    private final ContributionFile contributions;
    private final BindingFile bindings;
    private final UserFile users;
    private final CatalogueFiles catalogues;
    private final ReportFiles reports;

    Imports(
            Registry registry,
            Enrolment enrolment,
            Accounts accounts,
            Households households,
            Cards cards,
            Facility facility,
            Bindings bindings,
            Users users,
            CatalogueFiles catalogues,
            ImportTrail trail,
            DataSource dataSource,
            Clock clock) {
        this.registry = registry;
        this.enrolment = enrolment;
        this.accounts = accounts;
        this.households = households;
        this.cards = cards;
        this.facility = facility;
        this.trail = trail;
        this.dataSource = dataSource;
        this.clock = clock;
        contributions = new ContributionFile(enrolment, dataSource);
        this.bindings = new BindingFile(bindings);
        this.users = new UserFile(users);
        this.catalogues = catalogues;
        reports = new ReportFiles(facility);
    }

    /// What came of a folder: rows taken by file, and what is wrong: the first thousand complaints, and how many
    /// there are. With any complaint nothing was taken.
    public record Report(Map<String, Integer> taken, List<Complaint> complaints, long wrong) {

        static Report of(Complaints complaints, Map<String, Integer> taken) {
            return new Report(taken, complaints.first(), complaints.count());
        }
    }

    /// A person with the participation that the row is about.
    private record Enrolled(Person person, Participation participation) {}

    private record Opening(String person, Balances balances) {}

    /// A member of a household, and the row that says so.
    private record Living(CsvRow row, HouseholdMember member) {}

    /// Reads all files first and takes them only if none has a complaint. `by`: who brings them in.
    public Report load(Path folder, String by) {
        return load(folder, by, UnaryOperator.identity());
    }

    /// As [ImportTrail#together].
    Report load(Path folder, String by, UnaryOperator<String> sentAs) {
        return trail.together(folder, by, sentAs, (complaints, taken) -> take(folder, complaints, taken));
    }

    private void take(Path folder, Complaints complaints, Map<String, Integer> taken) {
        var spreadsheet = "institutions" + TableFile.SPREADSHEET;
        var institutionsFile = Files.exists(folder.resolve(spreadsheet)) ? spreadsheet : INSTITUTIONS_FILE;
        var institutions = read(folder, institutionsFile, INSTITUTIONS, Imports::institution, complaints);
        try (var reading = catalogues.begin(complaints, rows -> {})) {
            reading.read(folder);
            var persons = read(folder, "persons.csv", PERSONS, Imports::enrolled, complaints);
            var openedFor = new HashSet<String>();
            var openings = read(folder, "balances.csv", BALANCES, row -> opening(row, openedFor), complaints);
            var members = read(folder, "households.csv", HOUSEHOLDS, Imports::living, complaints);
            var held = read(folder, "cards.csv", CARDS, Imports::card, complaints);
            var working = read(folder, "staff.csv", STAFF, Imports::member, complaints);
            var reported = reports.read(folder, complaints);
            if (complaints.isEmpty()) {
                wrong(members, persons).forEach(complaints);
            }
            if (!complaints.isEmpty()) {
                return;
            }
            registry.saveInstitutions(institutions);
            taken.put(institutionsFile, institutions.size());
            taken.putAll(reading.take());
            enrolment.savePersons(persons.stream().map(Enrolled::person).toList());
            enrolment.saveParticipations(
                    persons.stream().map(Enrolled::participation).toList());
            taken.put("persons.csv", persons.size());
            taken.put("balances.csv", open(openings));
            households.save(members.stream().map(Living::member).toList(), CLERK);
            taken.put("households.csv", members.size());
            cards.save(held);
            facility.saveStaff(working);
            taken.put("cards.csv", held.size());
            taken.put("staff.csv", working.size());
            taken.putAll(reports.take(reported));
        }
    }

    /// What came of a file whose rows are taken one by one: rows added, held already just as they are, rejected.
    public record RowsTaken(long added, long already, long rejected) {}

    /// Takes each row of a file of contributions that can be taken, in the order written, some thousands in one
    /// transaction. Every other row is told of and stops nothing. Reading the file again adds nothing.
    ///
    /// @throws java.io.UncheckedIOException if the file cannot be read to its end; the rows before that are taken
    public RowsTaken contributions(Path file, String clerk, Consumer<Complaint> rejected) {
        return trail.rowByRow("contributions", file, clerk, soFar -> contributions.take(file, clerk, rejected, soFar));
    }

    /// As [#contributions], of a file of bindings of relatives' accounts, in a transaction each. They may have been in
    /// force elsewhere before; whether an account may be bound is judged by the rules of today.
    public RowsTaken bindings(Path file, String clerk, Consumer<Complaint> rejected) {
        return trail.rowByRow("bindings", file, clerk, soFar -> bindings.take(file, clerk, rejected, soFar));
    }

    /// As [#contributions], of a file of users, without passwords. `by`: who adds them.
    public RowsTaken users(Path file, String by, Consumer<Complaint> rejected) {
        return trail.rowByRow("users", file, by, soFar -> users.take(file, by, rejected, soFar));
    }

    static <T> List<T> read(
            Path folder, String name, Set<String> columns, Function<CsvRow, T> reader, Complaints complaints) {
        var rows = new ArrayList<T>();
        var file = folder.resolve(name);
        if (Files.exists(file)) {
            complaints.reading(name);
            new TableFile(name, complaints)
                    .read(
                            file,
                            header -> {
                                var missing = missing(name, columns, header);
                                missing.ifPresent(complaints);
                                return missing.isEmpty();
                            },
                            row -> rows.add(reader.apply(row)));
        }
        return rows;
    }

    static Optional<Complaint> missing(String name, Set<String> columns, List<String> header) {
        var missing = columns.stream()
                .filter(column -> !header.contains(column))
                .sorted()
                .toList();
        var names = String.join(", ", missing);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Complaint(name, 1, "", new Text("缺少列：" + names, "columns are missing: " + names)));
    }

    static Complaint wrongSize(String name, long row, int expected, int got) {
        return new Complaint(
                name,
                row,
                "",
                new Text("应有 " + expected + " 列，实有 " + got + " 列", "expected " + expected + " columns, got " + got));
    }

    /// Spreadsheets put a mark before the first column's name that belongs to no name.
    static BufferedReader withoutMark(BufferedReader reading) throws IOException {
        reading.mark(1);
        if (reading.read() != BYTE_ORDER_MARK) {
            reading.reset();
        }
        return reading;
    }

    static Text why(Exception unreadable) {
        if (unreadable instanceof CharacterCodingException
                || unreadable.getCause() instanceof CharacterCodingException) {
            return new Text("无法读取：应为 UTF-8 编码", "cannot be read: expected UTF-8");
        }
        return new Text("无法读取：" + unreadable.getMessage(), "cannot be read: " + unreadable.getMessage());
    }

    private static Institution institution(CsvRow row) {
        return new Institution(
                row.required("code", 30),
                row.date("from"),
                row.lastDay("to", "from"),
                row.required("name", 200),
                row.region("region"),
                row.oneOf("kind", InstitutionKind.class),
                row.oneOf("level", Level.class),
                row.flag("designated"),
                row.flag("networked"),
                row.creditCode("creditCode"));
    }

    private static Enrolled enrolled(CsvRow row) {
        var number = row.required("number", 30);
        return new Enrolled(
                new Person(
                        number,
                        row.required("certificateType", 6),
                        row.required("certificate", 50),
                        row.required("name", 50),
                        row.required("sex", 6),
                        row.required("nation", 3),
                        row.date("birth")),
                new Participation(
                        number,
                        row.oneOf("scheme", Scheme.class),
                        row.date("from"),
                        row.lastDay("to", "from"),
                        row.region("region"),
                        row.oneOf("status", Status.class),
                        row.oneOf("standing", Standing.class),
                        row.oneOf("tier", Tier.class),
                        row.oneOf("assistance", Assistance.class),
                        row.flag("civilServant"),
                        row.date("insuredSince"),
                        row.text("employer", 200),
                        row.text("boundInstitution", 30)));
    }

    private static Opening opening(CsvRow row, Set<String> persons) {
        var person = row.required("number", 30);
        if (!persons.add(person)) {
            row.reject(
                    "number",
                    new Text("每人应只有一行，“" + person + "” 重复", "expected a person once, got \"" + person + "\" again"));
        }
        return new Opening(person, new Balances(row.fen("current"), row.fen("prior")));
    }

    private static Living living(CsvRow row) {
        return new Living(
                row,
                new HouseholdMember(
                        row.required("household", 30),
                        row.required("number", 30),
                        row.date("from"),
                        row.lastDay("to", "from")));
    }

    private static Member member(CsvRow row) {
        var kind = row.required("kind", 6);
        if (!PROFESSIONS.contains(kind)) {
            row.reject(
                    "kind",
                    new Text(
                            "1（医师）、2（护士）、3（药师）或 4（医技人员）", "1 (physician), 2 (nurse), 3 (pharmacist) or 4 (technician)"),
                    kind);
        }
        return new Member(
                row.required("institution", 30),
                row.required("code", 20),
                kind,
                row.required("certificateType", 6),
                row.required("certificate", 50),
                row.required("name", 50),
                row.text("ownNumber", 20),
                row.text("qualification", 30),
                row.text("licence", 30),
                row.flag("insuredCare"),
                row.date("from"),
                row.lastDay("to", "from"),
                row.text("reason", 200));
    }

    private static Card card(CsvRow row) {
        return new Card(
                row.required("card", 50),
                row.required("number", 30),
                row.required("recognition", 32),
                row.oneOf("state", Card.State.class));
    }

    private List<Complaint> wrong(List<Living> members, List<Enrolled> persons) {
        var registering =
                persons.stream().map(enrolled -> enrolled.person().number()).collect(Collectors.toSet());
        return households.wrong(members.stream().map(Living::member).toList(), registering).stream()
                .map(wrong -> members.get(wrong.index()).row().complaint(wrong.field(), wrong.expected(), wrong.got()))
                .toList();
    }

    private int open(List<Opening> openings) {
        var opened = 0;
        for (var from = 0; from < openings.size(); from += ROWS_AT_ONCE) {
            var balances = new HashMap<String, Balances>();
            openings.subList(from, Math.min(openings.size(), from + ROWS_AT_ONCE))
                    .forEach(opening -> balances.put(opening.person(), opening.balances()));
            try (var connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    opened +=
                            accounts.open(connection, balances, clock.instant()).size();
                    connection.commit();
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            } catch (SQLException failed) {
                throw new org.springframework.jdbc.UncategorizedSQLException("open accounts", null, failed);
            }
        }
        return opened;
    }
}
