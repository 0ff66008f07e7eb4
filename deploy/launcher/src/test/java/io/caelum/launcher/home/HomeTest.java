package io.caelum.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    Path folder;

    @Test
    void secretsAreMadeOnceAndForTheirOwnerOnly() throws IOException {
        var home = new Home(folder.resolve("state")).create();
        var secret = new Secrets(home).ensure("user-demo");
        assertThat(new Secrets(home).ensure("user-demo")).isEqualTo(secret).matches("[A-Za-z0-9_-]{32}");
        assertThat(mode(home.secrets())).isEqualTo("rwx------");
        assertThat(mode(home.secrets().resolve("user-demo"))).isEqualTo("rw-------");
        assertThat(mode(home.root())).isEqualTo("rwx--x--x");
    }

    @Test
    void aSecretThatUpHasNotMadeIsNotInventedForAClient() {
        var secrets = new Secrets(new Home(folder).create());
        assertThatThrownBy(() -> secrets.require("user-demo")).hasMessageContaining("deploy/stack up makes it");
    }

    @Test
    void ofManyWhoMakeTheSameSecretAllGetTheSame() {
        var home = new Home(folder).create();
        var secrets = IntStream.range(0, 50)
                .parallel()
                .mapToObj(one -> new Secrets(home).ensure("token-keys"))
                .distinct()
                .toList();
        assertThat(secrets).hasSize(1);
        assertThat(home.secrets().toFile().list()).containsExactly("token-keys");
    }

    @Test
    void aPurgeTakesWhatAStackMadeAndNothingElse() throws IOException {
        var home = new Home(folder.resolve("state")).create();
        new Secrets(home).ensure("user-demo");
        Settings.defaults().write(home);
        Files.createDirectories(home.postgres());
        Files.writeString(home.root().resolve("my-notes.txt"), "mine");
        try (var lock = HomeLock.take(home)) {
            home.purge();
        }
        assertThat(home.root().toFile().list()).containsExactly("my-notes.txt");
    }

    @Test
    void aPurgedFolderIsGone() {
        var home = new Home(folder.resolve("state")).create();
        try (var lock = HomeLock.take(home)) {
            home.purge();
        }
        assertThat(home.root()).doesNotExist();
    }

    @Test
    void aFolderThatUpHasNotMadeIsNotPurged() throws IOException {
        Files.createDirectories(folder.resolve("secrets"));
        Files.createDirectories(folder.resolve("images"));
        assertThatThrownBy(() -> new Home(folder).create()).hasMessageContaining("holds other things");
        assertThatThrownBy(() -> new Home(folder).purge()).hasMessageContaining("nothing was deleted");
        assertThat(folder.resolve("images")).exists();
    }

    @Test
    void aFolderWithOtherThingsInItDoesNotBecomeAStacks() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "mine");
        assertThatThrownBy(() -> new Home(folder).create()).hasMessageContaining("holds other things");
        assertThat(folder.toFile().list()).containsExactly("thesis.txt");
    }

    @Test
    void settingsAreRemembered() {
        var home = new Home(folder).create();
        assertThat(Settings.read(home)).isEqualTo(Settings.defaults());
        new Settings(9700, 5, DriverKind.QEMU).write(home);
        assertThat(Settings.read(home)).isEqualTo(new Settings(9700, 5, DriverKind.QEMU));
    }

    @Test
    void noTwoPartsShareAPort() {
        var plan = new PortPlan(8700);
        var ports = IntStream.concat(
                IntStream.of(
                        plan.postgres(),
                        plan.rabbitMq(),
                        plan.rabbitMqManagement(),
                        plan.rabbitMqDistribution(),
                        plan.rabbitMqPortMapper(),
                        plan.keycloak(),
                        plan.keycloakManagement(),
                        plan.gateway(),
                        plan.identity(),
                        plan.image(),
                        plan.compute(),
                        plan.network(),
                        plan.networkNode()),
                IntStream.rangeClosed(1, PortPlan.MOST_HOSTS).map(plan::worker));
        assertThat(ports.boxed().toList()).doesNotHaveDuplicates().allMatch(port -> port >= 8700 && port < 8800);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
