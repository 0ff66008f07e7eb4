package io.caelum.acceptance.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Who may depend on what. The compiler guards what is package-visible; here stands what it cannot see. */
class ArchitectureTest {

    private static final String MODULES = "io.caelum.acceptance.architecture.Modules#";

    private static final String[] DATABASE = {
        "java.sql..",
        "javax.sql..",
        "jakarta.persistence..",
        "org.hibernate..",
        "io.vertx.pgclient..",
        "io.vertx.sqlclient..",
        "org.flywaydb..",
        "io.caelum.platform.data..",
        "io.caelum.platform.workflow.."
    };

    @ParameterizedTest
    @FieldSource(MODULES + "ON_HOSTS")
    void whatRunsOnHostsUsesNoDatabase(String module) {
        noClasses().should().dependOnClassesThat().resideInAnyPackage(DATABASE).check(Modules.of(module));
    }

    @ParameterizedTest
    @FieldSource(MODULES + "ON_HOSTS")
    void whatRunsOnHostsHasNoDatabaseDriverAmongItsDependencies(String module) throws IOException {
        String pom = Files.readString(Modules.root().resolve(module).resolve("pom.xml"));

        assertThat(pom).doesNotContain("platform-data", "postgresql", "pg-client", "jdbc", "hibernate", "flyway");
    }

    @Test
    @Tag("stack")
    void whatRunsOnHostsIsPackedWithoutADatabaseDriver() throws IOException {
        for (String module : List.of("compute-svc/worker", "network-svc/node")) {
            List<String> jars = libraries(module);

            assertThat(jars).as(module + " has been packed").isNotEmpty();
            assertThat(jars)
                    .as(module)
                    .noneMatch(jar -> jar.matches("(?i).*(postgresql|pg-client|hibernate|flyway|agroal).*"));
        }
    }

    /** Of a packed application; Quarkus puts them beside it. */
    private static List<String> libraries(String module) throws IOException {
        Path packed = Modules.root().resolve(module).resolve("target/quarkus-app/lib/main");
        if (!Files.isDirectory(packed)) {
            return List.of();
        }
        try (var files = Files.list(packed)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @ParameterizedTest
    @FieldSource(MODULES + "SERVICES")
    void servicesDoNotDependOnEachOther(String module) {
        var others = new ArrayList<String>();
        for (String other : Modules.SERVICES) {
            boolean embedded = other.equals("network-svc/agent") && Modules.ON_HOSTS.contains(module);
            if (!other.equals(module) && !embedded) {
                others.addAll(packagesOf(other));
            }
        }
        others.removeAll(packagesOf(module));

        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.toArray(String[]::new))
                .check(Modules.of(module));
    }

    private static List<String> packagesOf(String module) {
        return Modules.of(module).stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .toList();
    }

    @Test
    void thePlatformKnowsNoService() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.caelum..")
                        .and(DescribedPredicate.not(resideInAnyPackage("io.caelum.platform.."))))
                .check(Modules.all(Modules.PLATFORM));
    }

    @Test
    void onlyTheBusSpeaksToRabbitMq() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.caelum.platform.bus..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.rabbitmq..")
                .check(Modules.all(Modules.ALL));
    }

    /** {@code Tx.delete} says why. */
    @Test
    void nobodyDeletesByHibernatesOwnDelete() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "the session deletes an entity",
                        call -> call.getName().startsWith("delete")
                                && call.getTargetOwner().getName().endsWith("StatelessSession")))
                .check(Modules.all(Modules.ALL));
    }

    @Test
    void onlyIdentityKnowsKeycloak() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.caelum.identity..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.keycloak..", "io.quarkus.keycloak..")
                .check(Modules.all(Modules.ALL));
    }

    @ParameterizedTest
    @FieldSource(MODULES + "ALL")
    void noPackageIsCalledAfterNothingInParticular(String module) {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..manager..", "..helper..")
                .check(Modules.of(module));
    }

    @ParameterizedTest
    @FieldSource(MODULES + "SERVICES")
    void resourcesAreUsedByNobody(String module) {
        classes()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .onlyHaveDependentClassesThat(DescribedPredicate.describe(
                        "belong to a resource", type -> type.getName().contains("Resource")))
                .allowEmptyShould(true)
                .check(Modules.of(module));
    }

    @Test
    void contractsAreInterfacesRecordsAndEnumsOnly() {
        classes()
                .that()
                .resideInAPackage("io.caelum.platform.contract..")
                .should()
                .beInterfaces()
                .orShould()
                .beRecords()
                .orShould()
                .beEnums()
                .check(Modules.of("platform/core"));
    }

    @Test
    void nothingFromOutsideDecidesWhichClassIsLoaded() {
        noClasses()
                .should()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .check(Modules.all(Modules.ALL));
    }

    /** A command line in one text would be taken apart at blanks that a user may have written. */
    @Test
    void commandsOfTheHostAreGivenAsLists() {
        noClasses().should().callMethod(Runtime.class, "exec", String.class).check(Modules.all(Modules.ALL));
    }
}
