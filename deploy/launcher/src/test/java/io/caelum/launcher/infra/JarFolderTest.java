package io.caelum.launcher.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarFolderTest {

    @TempDir
    Path folder;

    @BeforeEach
    void build() throws IOException {
        write("quarkus-run.jar", "run");
        write("lib/main/one.jar", "one");
        write("quarkus-app-dependencies.txt", "text");
        Files.setLastModifiedTime(built().resolve("quarkus-run.jar"), FileTime.fromMillis(1_700_000_000_123L));
    }

    @Test
    void whatIsInstalledIsWhatWasBuiltDownToItsTimes() {
        new JarFolder(built()).installIn(installed());
        assertThat(new JarFolder(installed()).contents())
                .isEqualTo(new JarFolder(built()).contents())
                .hasSize(2);
        assertThat(installed().resolve("quarkus-app-dependencies.txt")).hasContent("text");
    }

    @Test
    void aNewBuildDoesNotTouchWhatIsInstalledUntilItIsInstalledToo() throws IOException {
        new JarFolder(built()).installIn(installed());
        Files.delete(built().resolve("lib/main/one.jar"));
        write("lib/main/two.jar", "two");
        assertThat(installed().resolve("lib/main/one.jar")).hasContent("one");
        assertThat(new JarFolder(installed()).contents()).isNotEqualTo(new JarFolder(built()).contents());

        new JarFolder(built()).installIn(installed());

        assertThat(installed().resolve("lib/main/one.jar")).doesNotExist();
        assertThat(installed().resolve("lib/main/two.jar")).hasContent("two");
    }

    @Test
    void aCacheFitsTheSameJarsInAnotherFolder() {
        new JarFolder(built()).installIn(installed());
        assertThat(new AotCache("image-svc", installed()).record())
                .isEqualTo(new AotCache("image-svc", built()).record());
    }

    private void write(String name, String text) throws IOException {
        var file = built().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Path built() {
        return folder.resolve("target/quarkus-app");
    }

    private Path installed() {
        return folder.resolve("home/applications/image-svc");
    }
}
