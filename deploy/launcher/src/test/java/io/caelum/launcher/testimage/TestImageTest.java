package io.caelum.launcher.testimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.launcher.Console;
import io.caelum.launcher.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestImageTest {

    @TempDir
    Path folder;

    private Path sources;
    private TestImage image;

    @BeforeEach
    void sources() throws IOException {
        sources = Files.createDirectories(folder.resolve("sources"));
        image = new TestImage(sources, folder.resolve("cache"), folder.resolve("log"), Console.standard());
        script("[ \"$1\" = kernel ] && { echo linux 1; exit; }; echo built >>../builds; echo disk >\"$1/tiny.qcow2\"");
    }

    private void script(String body) throws IOException {
        Path script = Files.writeString(sources.resolve("build"), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void theSameSourcesAreBuiltOnce() throws IOException {
        Path first = image.file();

        assertThat(image.file()).isEqualTo(first).hasContent("disk\n");
        assertThat(folder.resolve("builds")).hasContent("built\n");
    }

    @Test
    void otherSourcesOrAnotherKernelAreAnotherImage() throws IOException {
        String before = image.key("linux 1");

        assertThat(image.key("linux 2")).isNotEqualTo(before);
        Files.writeString(sources.resolve("more"), "x");
        assertThat(image.key("linux 1")).isNotEqualTo(before);
    }

    @Test
    void aBuildThatFailsLeavesNoImage() throws IOException {
        script("[ \"$1\" = kernel ] && { echo linux 1; exit; }; echo half >\"$1/tiny.qcow2\"; exit 1");

        assertThatThrownBy(image::file).isInstanceOf(Trouble.class);
        assertThatThrownBy(image::file).isInstanceOf(Trouble.class);
    }
}
