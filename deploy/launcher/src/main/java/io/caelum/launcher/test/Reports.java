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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What surefire wrote about the tests of all modules. */
final class Reports {

    private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*>");
    private static final Pattern CASE_THAT_FAILED =
            Pattern.compile("<testcase name=\"([^\"]*)\" classname=\"([^\"]*)\"[^>/]*>\\s*<(?:failure|error)[ >]");

    private final Checkout checkout;

    Reports(Checkout checkout) {
        this.checkout = checkout;
    }

    /** @param failures test names of those that failed */
    record Sum(int passed, int failed, int skipped, List<String> failures) {

        String text() {
            return "%d passed, %d failed, %d skipped".formatted(passed, failed, skipped);
        }

        Sum plus(Sum other) {
            var all = new ArrayList<>(failures);
            all.addAll(other.failures);
            return new Sum(passed + other.passed, failed + other.failed, skipped + other.skipped, all);
        }
    }

    void deleteOld() {
        files().forEach(file -> file.toFile().delete());
    }

    Sum sum() {
        return files().stream().map(Reports::read).map(Reports::parse).reduce(new Sum(0, 0, 0, List.of()), Sum::plus);
    }

    static Sum parse(String xml) {
        var suite = SUITE.matcher(xml);
        if (!suite.find()) {
            return new Sum(0, 0, 0, List.of());
        }
        int failed = number(suite.group(), "failures") + number(suite.group(), "errors");
        int skipped = number(suite.group(), "skipped");
        var failures = CASE_THAT_FAILED
                .matcher(xml)
                .results()
                .map(found -> found.group(2) + "." + found.group(1))
                .toList();
        return new Sum(number(suite.group(), "tests") - failed - skipped, failed, skipped, failures);
    }

    private static int number(String element, String attribute) {
        Matcher value = Pattern.compile(" " + attribute + "=\"(\\d+)\"").matcher(element);
        return value.find() ? Integer.parseInt(value.group(1)) : 0;
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

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
