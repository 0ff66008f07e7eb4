package io.caelum.launcher.test;

import io.caelum.launcher.home.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What surefire wrote about the tests of all modules. */
final class Reports {

    private final Checkout checkout;

    Reports(Checkout checkout) {
        this.checkout = checkout;
    }

    void deleteOld() {
        files().forEach(file -> file.toFile().delete());
    }

    Sum sum() {
        return sumWith(List.of());
    }

    /** @param others results of what surefire does not run */
    Sum sumWith(List<TestResult> others) {
        return Sum.of(Stream.concat(files().stream().map(Report::read).flatMap(List::stream), others.stream())
                .toList());
    }

    private List<Path> files() {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(checkout.root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    var name = folder.getFileName().toString();
                    boolean skipped = name.equals("src") || (name.startsWith(".") && !folder.equals(checkout.root()));
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.getParent().endsWith("surefire-reports")
                            && file.toString().endsWith(".xml")) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
