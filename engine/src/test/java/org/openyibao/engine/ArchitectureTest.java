package org.openyibao.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The walls of the engine: what it may know, and that money is never counted in binary fractions.
class ArchitectureTest {
    private static final String ENGINE = "org.openyibao.engine";

    /// Where amounts of money are held or computed.
    private static final String[] MONEY_PATHS = {
        ENGINE + ".money..", ENGINE + ".claim..", ENGINE + ".policy..", ENGINE + ".decision.."
    };

    private static final int FEWEST_CLASSES = 60;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ENGINE);

    @Test
    void the_scan_found_the_engine() {
        assertThat(CLASSES).hasSizeGreaterThanOrEqualTo(FEWEST_CLASSES);
        for (String path : MONEY_PATHS) {
            String name = path.substring(0, path.length() - 2);
            assertThat(CLASSES).as(name).anyMatch(each -> each.getPackageName().startsWith(name));
        }
    }

    @Test
    void the_engine_knows_the_jdk_and_nothing_else() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ENGINE + "..",
                        "org.jspecify.annotations",
                        "org.snakeyaml.engine..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.math",
                        "java.text",
                        "java.io",
                        "java.nio..",
                        "java.security")
                .because("a decision is a function of the claim and the policy: no Spring, no SQL, no JSON, no network")
                .check(CLASSES);
    }

    @Test
    void yaml_is_read_in_one_package() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ENGINE + ".yaml..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.snakeyaml..")
                .check(CLASSES);
    }

    @Test
    void money_is_counted_in_whole_fen() {
        noClasses()
                .that()
                .resideInAnyPackage(MONEY_PATHS)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(BigDecimal.class, Double.class, Float.class)
                .check(CLASSES);
    }

    @Test
    void money_is_never_a_binary_fraction() {
        classes()
                .that()
                .resideInAnyPackage(MONEY_PATHS)
                .should(useNoBinaryFractions())
                .check(CLASSES);
    }

    @Test
    void nothing_prints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
    }

    @Test
    void a_fault_has_a_name() {
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(CLASSES);
    }

    @Test
    void packages_depend_on_each_other_one_way() {
        slices().matching(ENGINE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /// Looks into the method bodies too: a `double` that lives and dies inside one method has already rounded.
    private static ArchCondition<JavaClass> useNoBinaryFractions() {
        return new ArchCondition<>("use neither double nor float") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                ClassModel model = parse(type);
                model.fields().stream()
                        .filter(field -> isFraction(field.fieldTypeSymbol()))
                        .forEach(field -> report(type, field.fieldName().stringValue(), events));
                model.methods().stream()
                        .filter(ArchitectureTest::touchesFractions)
                        .forEach(method -> report(type, method.methodName().stringValue(), events));
            }
        };
    }

    private static void report(JavaClass type, String member, ConditionEvents events) {
        events.add(SimpleConditionEvent.violated(type, type.getName() + "." + member + " uses double or float"));
    }

    private static ClassModel parse(JavaClass type) {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream bytes = ArchitectureTest.class.getResourceAsStream(file)) {
            return ClassFile.of().parse(Optional.ofNullable(bytes).orElseThrow().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean touchesFractions(MethodModel method) {
        return mentionsFraction(method.methodTypeSymbol())
                || method.code().stream()
                        .flatMap(code -> code.elementStream())
                        .anyMatch(ArchitectureTest::touchesFractions);
    }

    private static boolean touchesFractions(CodeElement element) {
        if (!(element instanceof Instruction instruction)) {
            return false;
        }
        return switch (instruction) {
            case LoadInstruction load -> isFraction(load.typeKind());
            case StoreInstruction store -> isFraction(store.typeKind());
            case OperatorInstruction operator -> isFraction(operator.typeKind());
            case ConstantInstruction constant -> isFraction(constant.typeKind());
            case ConvertInstruction convert -> isFraction(convert.fromType()) || isFraction(convert.toType());
            case FieldInstruction field -> isFraction(field.typeSymbol());
            case InvokeInstruction invoke -> mentionsFraction(invoke.typeSymbol());
            default -> false;
        };
    }

    private static boolean mentionsFraction(MethodTypeDesc type) {
        return Stream.concat(type.parameterList().stream(), Stream.of(type.returnType()))
                .anyMatch(ArchitectureTest::isFraction);
    }

    private static boolean isFraction(TypeKind kind) {
        return kind == TypeKind.DOUBLE || kind == TypeKind.FLOAT;
    }

    private static boolean isFraction(ClassDesc type) {
        ClassDesc element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        return Set.of(ConstantDescs.CD_double, ConstantDescs.CD_float).contains(element);
    }
}
