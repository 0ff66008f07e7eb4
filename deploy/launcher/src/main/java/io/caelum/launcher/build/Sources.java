package io.caelum.launcher.build;

import io.caelum.launcher.home.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.zip.CRC32C;

/** One number that changes when a file changes which goes into the jars: names, sizes and times of all of them. */
final class Sources {

    private static final Set<String> SKIPPED =
            Set.of("target", "test", "node_modules", "launcher", "acceptance", "kubernetes", "bench");

    private Sources() {}

    static String fingerprint(Checkout checkout) {
        var sum = new long[1];
        try {
            Files.walkFileTree(checkout.root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    var name = folder.getFileName().toString();
                    boolean skipped =
                            SKIPPED.contains(name) || (name.startsWith(".") && !folder.equals(checkout.root()));
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (counts(checkout, file)) {
                        // a sum, since the order of a folder's entries is not fixed
                        sum[0] += crc(checkout.root().relativize(file) + " " + attributes.size() + " "
                                + attributes.lastModifiedTime().toMillis());
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Long.toHexString(sum[0]);
    }

    private static boolean counts(Checkout checkout, Path file) {
        return file.endsWith("pom.xml")
                || checkout.root().relativize(file).toString().contains("src/main/");
    }

    private static long crc(String text) {
        var crc = new CRC32C();
        crc.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return crc.getValue() * 0x9E3779B97F4A7C15L;
    }
}
