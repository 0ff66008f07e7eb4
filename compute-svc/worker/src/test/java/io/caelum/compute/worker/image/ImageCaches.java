package io.caelum.compute.worker.image;

import io.caelum.compute.worker.WorkerConfig;
import io.caelum.compute.worker.neighbour.ImageClient;
import io.caelum.platform.trace.Tracing;

/** Image caches for the tests of other packages. */
public final class ImageCaches {

    private ImageCaches() {}

    public static ImageCache cache(WorkerConfig config, ImageClient images) {
        return new ImageCache(config, new ImageDownload(images, Tracing.none()));
    }

    public static ImageUpload uploads(ImageClient images) {
        return new ImageUpload(images, Tracing.none());
    }
}
