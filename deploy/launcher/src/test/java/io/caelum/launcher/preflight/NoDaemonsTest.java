package io.caelum.launcher.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoDaemonsTest {

    @TempDir
    Path folder;

    @Test
    void thePolicyIsThereOnlyWhilePackagesAreInstalled() {
        try (var installing = NoDaemons.forbid(policy())) {
            assertThat(policy()).isExecutable().content().contains("exit 101");
        }
        assertThat(policy()).doesNotExist();
    }

    @Test
    void aPolicyOfTheMachineStays() throws IOException {
        Files.writeString(policy(), "#!/bin/sh\nexit 0\n");
        try (var installing = NoDaemons.forbid(policy())) {
            assertThat(policy()).content().contains("exit 0");
        }
        assertThat(policy()).content().contains("exit 0");
    }

    @Test
    void whatAKilledRunLeftIsRemovedByTheNext() throws IOException {
        NoDaemons.forbid(policy());
        try (var installing = NoDaemons.forbid(policy())) {
            assertThat(policy()).exists();
        }
        assertThat(policy()).doesNotExist();
    }

    private Path policy() {
        return folder.resolve("policy-rc.d");
    }
}
