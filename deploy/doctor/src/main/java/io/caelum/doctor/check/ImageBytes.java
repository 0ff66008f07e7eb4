package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.ImageStore.Bytes;
import io.caelum.doctor.sight.Row;
import io.caelum.doctor.sight.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Every image that can be read has all its bytes, and all bytes belong to an image or to an upload that lives. */
final class ImageBytes implements Check {

    private static final String READABLE = """
            select id, store_key, size from image
            where store_key is not null and status in ('ACTIVE', 'DEACTIVATED')""";

    private static final String UPLOADING = """
            select id || '.' || upload_id as store_key from image where upload_id is not null""";

    @Override
    public Invariant invariant() {
        return Invariant.I12;
    }

    /** The store first: bytes that are seen had their row before. */
    @Override
    public List<Breach> run(Sight sight) {
        Map<String, Bytes> kept = sight.images().kept();
        Map<String, Bytes> incoming = sight.images().incoming();
        List<Row> readable = sight.image().rows(READABLE);
        Set<String> known = readable.stream().map(row -> row.text("store_key")).collect(Collectors.toSet());
        sight.image().rows(UPLOADING).forEach(row -> known.add(row.text("store_key")));

        var breaches = new ArrayList<Breach>();
        readable.forEach(row -> judge(row, kept.get(row.text("store_key")), breaches));
        nobodys(kept, known, breaches);
        nobodys(incoming, known, breaches);
        return breaches;
    }

    private static void judge(Row image, Bytes bytes, List<Breach> breaches) {
        if (bytes == null) {
            breaches.add(broken(image, "has no bytes"));
        } else if (bytes.size() != image.number("size")) {
            breaches.add(broken(image, "has %d bytes in the store".formatted(bytes.size())));
        }
    }

    private static Breach broken(Row image, String what) {
        return Breach.of(
                "image-without-bytes",
                image.id("id"),
                "Image %s should have %d bytes (%s) and %s."
                        .formatted(image.id("id"), image.number("size"), image.text("store_key"), what),
                new Repair.ByHand("bring the file back from a backup, or: openstack image delete " + image.id("id")));
    }

    private static void nobodys(Map<String, Bytes> found, Set<String> known, List<Breach> breaches) {
        found.forEach((key, bytes) -> {
            if (!known.contains(key) && !bytes.isYoung()) {
                breaches.add(new Breach(
                        "bytes-without-image",
                        key,
                        "%d bytes in the store (%s) belong to no image.".formatted(bytes.size(), key),
                        new Repair.ByItself("image-svc")));
            }
        });
    }
}
