package io.caelum.launcher.infra;

import io.caelum.launcher.process.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The {@code mvn} to use: the one deploy/stack chose, or the first on the PATH. */
public record MavenProgram(Path mvn) {

    public static MavenProgram find() {
        var chosen = System.getenv("CAELUM_MAVEN");
        if (chosen != null) {
            return new MavenProgram(Path.of(chosen));
        }
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "mvn"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(MavenProgram::new)
                .orElseThrow(() -> new IllegalStateException("no mvn on the PATH: install Maven, or use deploy/stack"));
    }

    /** Copies an artifact from the repository that Maven is set up with. */
    void copy(String artifact, Path folder, Path javaHome, Path log) {
        Shell.runLogged(
                        List.of(
                                mvn.toString(),
                                "-B",
                                "-q",
                                "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy",
                                "-Dartifact=" + artifact,
                                "-DoutputDirectory=" + folder,
                                "-Dmdep.useBaseVersion=true"),
                        Map.of("JAVA_HOME", javaHome.toString()),
                        folder,
                        log)
                .orThrow();
    }
}
