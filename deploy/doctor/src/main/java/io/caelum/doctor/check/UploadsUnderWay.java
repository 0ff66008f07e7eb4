package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Sight;
import java.util.List;

/** An image that is saving has a process that receives its bytes. */
final class UploadsUnderWay implements Check {

    private static final String DEAD = """
            select id, upload_id, upload_lease from image
            where status = 'SAVING' and (upload_lease is null or upload_lease < now() - interval '30 seconds')""";

    @Override
    public Invariant invariant() {
        return Invariant.I1;
    }

    @Override
    public List<Breach> run(Sight sight) {
        return sight.image().rows(DEAD).stream()
                .map(row -> Breach.of(
                        "upload-dead",
                        row.id("id"),
                        "Image %s is saving, but its upload %s has given no sign of life since %s."
                                .formatted(row.id("id"), row.text("upload_id"), row.text("upload_lease")),
                        new Repair.ByItself("image-svc")))
                .toList();
    }
}
