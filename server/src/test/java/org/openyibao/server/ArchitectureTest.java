package org.openyibao.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// The walls between the rooms of the server: who may call whom, who may speak SQL, who may move money.
class ArchitectureTest {
    private static final String SERVER = "org.openyibao.server";

    private static final int FEWEST_CLASSES = 60;

    private static final Path SOURCES = Path.of(System.getProperty("basedir", "."), "src/main");

    /// A transaction in progress: what a room's door may be handed, so that several rooms write in one transaction.
    private static final Set<String> TRANSACTION = Set.of("java.sql.Connection", "java.sql.SQLException");

    private static final Pattern TABLE = Pattern.compile("`([a-z_]+)`");

    private static final Pattern CREATED = Pattern.compile("create table (?:if not exists )?(\\w+)");

    private static final Pattern RENAMED = Pattern.compile("alter table (\\w+) rename to (\\w+)");

    private static final Pattern SQL = Pattern.compile(
            "\\b(?:select|insert\\s+into|update|delete\\s+from|merge\\s+into|copy|truncate)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern MENTIONED = Pattern.compile(
            "\\b(?:from|join|into|update|copy|truncate|table)\\s+(?:only\\s+)?(?:\\w+\\.)?(\\w+)",
            Pattern.CASE_INSENSITIVE);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(SERVER);

    @Test
    void the_scan_found_the_server() {
        assertThat(CLASSES).hasSizeGreaterThanOrEqualTo(FEWEST_CLASSES);
    }

    @Test
    void the_gateway_is_called_by_no_room() {
        callersFromOutside("gateway");
    }

    @Test
    void the_api_is_called_by_no_room() {
        callersFromOutside("api");
    }

    @Test
    void rooms_depend_on_each_other_one_way() {
        slices().matching(SERVER + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void only_stores_speak_sql() {
        noClasses()
                .that(are("neither a store nor the database's own", type -> !maySpeakSql(outermost(type))))
                .should()
                .dependOnClassesThat(are("SQL", ArchitectureTest::isSql))
                .check(CLASSES);
    }

    @Test
    void the_doors_to_the_world_see_no_database() {
        noClasses()
                .that()
                .resideInAnyPackage(SERVER + ".gateway..", SERVER + ".api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql", "javax.sql", "org.springframework.jdbc..", "org.postgresql..")
                .check(CLASSES);
    }

    @Test
    void every_table_has_one_room() throws IOException {
        Set<String> created = new TreeSet<>();
        Map<String, String> renamed = new TreeMap<>();
        try (Stream<Path> migrations = Files.list(SOURCES.resolve("resources/db/migration"))) {
            for (Path migration : migrations.toList()) {
                var text = Files.readString(migration).toLowerCase(Locale.ROOT);
                CREATED.matcher(text).results().forEach(found -> created.add(found.group(1)));
                RENAMED.matcher(text).results().forEach(found -> renamed.put(found.group(1), found.group(2)));
            }
        }
        assertThat(created).containsAll(renamed.keySet());
        created.removeAll(renamed.keySet());
        created.addAll(renamed.values());
        assertThat(owners()).containsOnlyKeys(created);
    }

    @Test
    void rooms_keep_out_of_each_others_tables() {
        classes().should(keepToTheTablesOfTheirRoom(owners())).check(CLASSES);
    }

    @Test
    void only_the_command_line_prints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SERVER + ".cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void a_fault_has_a_name() {
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(CLASSES);
    }

    private static void callersFromOutside(String room) {
        noClasses()
                .that()
                .resideOutsideOfPackage(SERVER + "." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SERVER + "." + room + "..")
                .check(CLASSES);
    }

    /// `Rows` reads the arrays of a row for the stores beside it.
    private static boolean maySpeakSql(JavaClass type) {
        return type.getSimpleName().endsWith("Store")
                || type.getSimpleName().equals("Rows")
                || room(type).equals("database");
    }

    private static boolean isSql(JavaClass type) {
        return (type.getPackageName().equals("java.sql") && !TRANSACTION.contains(type.getName()))
                || type.getPackageName().startsWith("org.springframework.jdbc.core")
                || type.getPackageName().startsWith("org.postgresql");
    }

    private static DescribedPredicate<JavaClass> are(String description, Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe("are " + description, predicate);
    }

    private static String room(JavaClass type) {
        String below = type.getPackageName().substring(SERVER.length());
        return below.isEmpty() ? "" : below.substring(1).split("\\.")[0];
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    /// The room of each table, as the packages' own descriptions have it: "Tables: `journal`, ...".
    private static Map<String, String> owners() {
        Map<String, String> owners = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES.resolve("java"))) {
            for (Path file :
                    files.filter(each -> each.endsWith("package-info.java")).toList()) {
                String description = Files.readString(file).replaceAll("\\R///", "");
                String room = file.getParent().getFileName().toString();
                TABLE.matcher(tables(description))
                        .results()
                        .forEach(found -> assertThat(owners.put(found.group(1), room))
                                .as("a second room for %s", found.group(1))
                                .isNull());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return owners;
    }

    private static String tables(String description) {
        int start = description.indexOf("Tables: ");
        return start < 0 ? "" : description.substring(start, description.indexOf('.', start));
    }

    private static ArchCondition<JavaClass> keepToTheTablesOfTheirRoom(Map<String, String> owners) {
        return new ArchCondition<>("keep to the tables of their room") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                texts(type)
                        .filter(text -> SQL.matcher(text).find())
                        .flatMap(text -> MENTIONED.matcher(text).results())
                        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                        .distinct()
                        .filter(table -> !owners.getOrDefault(table, room(type)).equals(room(type)))
                        .forEach(table -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " uses " + table + ", a table of " + owners.get(table))));
            }
        };
    }

    private static Stream<String> texts(JavaClass type) {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream bytes = ArchitectureTest.class.getResourceAsStream(file)) {
            var model = ClassFile.of()
                    .parse(Optional.ofNullable(bytes).orElseThrow().readAllBytes());
            return StreamSupport.stream(model.constantPool().spliterator(), false)
                    .filter(Utf8Entry.class::isInstance)
                    .map(entry -> ((Utf8Entry) entry).stringValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
