package io.caelum.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** No workflow of any service goes without tests that break each of its steps. */
class RehearsalTest {

    private static final String WORKFLOW = "io.caelum.platform.workflow.Workflow";
    private static final String REHEARSES = "io.caelum.testkit.workflow.Rehearses";

    @ParameterizedTest
    @FieldSource("io.caelum.acceptance.architecture.Modules#SERVICES")
    void everyWorkflowIsRehearsedByATestOfItsModule(String module) {
        Set<String> workflows = workflowsOf(module);

        assertThat(workflows.isEmpty() ? Set.of() : rehearsedIn(module))
                .as("workflows of %s that a test with @Rehearses names", module)
                .containsAll(workflows);
    }

    /** So that the rule cannot hold by finding nothing. */
    @Test
    void theWorkflowsOfComputeAreFound() {
        assertThat(workflowsOf("compute-svc/control")).hasSizeGreaterThanOrEqualTo(3);
    }

    private static Set<String> workflowsOf(String module) {
        return Modules.of(module).stream()
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(RehearsalTest::isWorkflow)
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isWorkflow(JavaClass type) {
        return type.getAllRawSuperclasses().stream()
                .anyMatch(parent -> parent.getName().equals(WORKFLOW));
    }

    private static Set<String> rehearsedIn(String module) {
        return Modules.testsOf(module).stream()
                .flatMap(test -> test.getAnnotations().stream())
                .filter(annotation -> annotation.getRawType().getName().equals(REHEARSES))
                .flatMap(RehearsalTest::named)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> named(JavaAnnotation<?> annotation) {
        Object value = annotation.get("value").orElseThrow();
        return Arrays.stream((Object[]) value).map(type -> ((JavaClass) type).getName());
    }
}
