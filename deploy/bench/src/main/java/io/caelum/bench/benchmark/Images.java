package io.caelum.bench.benchmark;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Random;

/** Images up, down and listed. */
final class Images {

    private static final int TIMES = 4;

    private Images() {}

    static void transfer(Bench bench) {
        var ids = new String[TIMES];
        long bytes = (long) bench.plan.imageMib << 20;
        String size = bench.plan.imageMib + " MiB";
        bench.measure("image upload " + size, bench.plan.load(TIMES, 1), number -> {
            ids[number] = declare(bench, "image-" + number);
            bench.api
                    .upload(
                            "/images/%s/file".formatted(ids[number]),
                            BodyPublishers.ofInputStream(() -> new Noise(bytes)))
                    .orThrow();
        });
        bench.measure("image download " + size, bench.plan.load(TIMES, 1), number -> {
            long got = bench.api.download("/images/%s/file".formatted(ids[number]));
            if (got != bytes) {
                throw new IllegalStateException(got + " bytes came of " + bytes);
            }
        });
    }

    static void list(Bench bench) {
        bench.measure(
                "images",
                bench.plan.load(bench.plan.requests, 1),
                number -> bench.api.get("image", "/images").orThrow());
    }

    private static String declare(Bench bench, String name) {
        return bench.api
                .post(
                        "image",
                        "/images",
                        Map.of("name", bench.name(name), "disk_format", "raw", "container_format", "bare"))
                .orThrow()
                .body()
                .path("id")
                .asText();
    }

    /** Bytes that do not compress, made with next to no work. */
    private static final class Noise extends InputStream {

        private final byte[] block = new byte[1 << 16];
        private long left;

        Noise(long bytes) {
            left = bytes;
            new Random(1).nextBytes(block);
        }

        @Override
        public int read() {
            return left-- > 0 ? block[(int) (left & 0xffff)] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(Math.min(length, block.length), left);
            System.arraycopy(block, 0, target, offset, count);
            left -= count;
            return count;
        }
    }
}
