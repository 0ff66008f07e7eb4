package io.caelum.launcher.build;

import io.caelum.launcher.Console;
import io.caelum.launcher.Trouble;
import io.caelum.launcher.home.Checkout;
import io.caelum.launcher.process.Child;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A plain Java program of the checkout beside the launcher: built when it is asked for, if what it is made of has changed.
 *
 * @param module its folder, such as {@code deploy/bench}; its jar has the last part of that as name
 * @param madeOf folders of the modules whose sources go into it
 * @param mainClass where it begins
 */
public record Program(Checkout checkout, String module, List<String> madeOf, String mainClass) {

    private static final long LONGEST_ENDING_MINUTES = 10;

    /** Runs it on this terminal and returns its status. When this command is interrupted, it may put things right first. */
    public int run(List<String> arguments, List<String> jvm, Console console) {
        buildIfNeeded(console);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", jar() + File.pathSeparator + target().resolve("lib") + "/*", mainClass));
        command.addAll(arguments);
        try (var child = Child.start(new ProcessBuilder(command).inheritIO(), Program::end)) {
            return child.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor(LONGEST_ENDING_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void buildIfNeeded(Console console) {
        if (isUpToDate()) {
            return;
        }
        console.event("building " + module);
        var build = new MavenBuild(checkout, console, target().resolve("build.log"));
        if (build.maven(List.of("package", "-q", "-DskipTests", "-Dspotless.check.skip", "-am", "-pl", module)) != 0) {
            throw new Trouble("the build failed:\n" + build.complaints(), "mend what it says and run this again");
        }
        jar().toFile().setLastModified(System.currentTimeMillis());
    }

    private boolean isUpToDate() {
        long built = jar().toFile().lastModified();
        return built > 0 && madeOf.stream().allMatch(folder -> newest(checkout.module(folder)) <= built);
    }

    private static long newest(Path module) {
        try (var files = Files.walk(module.resolve("src/main"))) {
            return Stream.concat(files, Stream.of(module.resolve("pom.xml")))
                    .mapToLong(file -> file.toFile().lastModified())
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path jar() {
        return target().resolve(Path.of(module).getFileName() + ".jar");
    }

    private Path target() {
        return checkout.module(module).resolve("target");
    }
}
