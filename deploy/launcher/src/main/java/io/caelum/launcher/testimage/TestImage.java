package io.caelum.launcher.testimage;

import io.caelum.launcher.Console;
import io.caelum.launcher.Trouble;
import io.caelum.launcher.home.Checkout;
import io.caelum.launcher.infra.CacheFolder;
import io.caelum.launcher.process.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Makes the image's file, unless there is one of the same kernel and the same sources. */
public final class TestImage {

    private static final int KEY_LENGTH = 16;

    private final Path sources;
    private final Path cache;
    private final Path log;
    private final Console console;

    public TestImage(Checkout checkout, Path log, Console console) {
        this(checkout.module("deploy/test-image"), CacheFolder.path().resolve("test-image"), log, console);
    }

    TestImage(Path sources, Path cache, Path log, Console console) {
        this.sources = sources;
        this.cache = cache;
        this.log = log;
        this.console = console;
    }

    /** A qcow2 file. */
    public Path file() {
        String kernel = kernel();
        Path folder = cache.resolve(key(kernel));
        Path image = folder.resolve("tiny.qcow2");
        if (Files.exists(image)) {
            console.event("the image is there: " + image);
            return image;
        }
        console.event("building the image with " + kernel);
        build(folder);
        console.event("built " + image);
        return image;
    }

    /** In a place of its own first, so that what is there is whole. */
    private void build(Path folder) {
        try {
            Files.createDirectories(cache);
            Path fresh = Files.createTempDirectory(cache, "building");
            var result =
                    Shell.runLogged(List.of(program(), fresh.toString()), Map.of("LC_ALL", "C.UTF-8"), sources, log);
            if (!result.isSuccess()) {
                throw new Trouble("the image could not be built; what was said is in " + log);
            }
            Files.createDirectories(folder);
            Files.move(fresh.resolve("tiny.qcow2"), folder.resolve("tiny.qcow2"), StandardCopyOption.ATOMIC_MOVE);
            Files.delete(fresh);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String program() {
        return sources.resolve("build").toString();
    }

    /** Name and version of its package. A new machine may have no package lists yet. */
    private String kernel() {
        var answer = Shell.run(List.of(program(), "kernel"));
        if (!answer.isSuccess()) {
            Shell.runLogged(List.of("apt-get", "update"), Map.of(), Path.of("/"), log);
            answer = Shell.run(List.of(program(), "kernel"));
        }
        if (!answer.isSuccess()) {
            throw new Trouble(
                    "apt knows no kernel for the image: " + answer.output().strip(),
                    "the image is made of Debian's packages: use Debian 12, or as root: apt-get update");
        }
        return answer.output().strip();
    }

    String key(String kernel) {
        try (var files = Files.walk(sources)) {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(kernel.getBytes(StandardCharsets.UTF_8));
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(sources.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, KEY_LENGTH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
