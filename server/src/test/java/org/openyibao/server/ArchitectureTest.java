package org.openyibao.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// The walls between the rooms of the server: who may call whom, who may speak SQL, who may move money.
class ArchitectureTest {
    private static final String SERVER = "org.openyibao.server";

    private static final int FEWEST_CLASSES = 10;

    private static final Pattern WRITE_TO_THE_BOOKS = Pattern.compile(
            "(insert\\s+into|update|delete\\s+from|merge\\s+into|copy|truncate(\\s+table)?)\\s+(only\\s+)?(\\w+\\.)?"
                    + "(journal|account)\\w*",
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
                .that(new DescribedPredicate<>("are neither a store nor the committer nor the database's own") {
                    @Override
                    public boolean test(JavaClass type) {
                        return !maySpeakSql(outermost(type));
                    }
                })
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql", "org.springframework.jdbc..", "org.postgresql.."))
                .check(CLASSES);
    }

    @Test
    void only_the_account_room_writes_the_books() {
        classes()
                .that()
                .resideOutsideOfPackage(SERVER + ".account..")
                .should(notWriteTheBooks())
                .check(CLASSES);
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

    private static boolean maySpeakSql(JavaClass type) {
        String room = type.getPackageName();
        return type.getSimpleName().endsWith("Store")
                || room.equals(SERVER + ".database")
                || (room.equals(SERVER + ".settlement") && type.getSimpleName().equals("Committer"));
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    private static ArchCondition<JavaClass> notWriteTheBooks() {
        return new ArchCondition<>("hold no SQL that writes accounts or the journal") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                texts(type)
                        .filter(text -> WRITE_TO_THE_BOOKS.matcher(text).find())
                        .forEach(text -> events.add(
                                SimpleConditionEvent.violated(type, type.getName() + " holds: " + text.strip())));
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
