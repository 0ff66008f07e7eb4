package io.caelum.image.file;

import io.caelum.image.image.ImageFiles;
import io.caelum.image.image.StoredFile;
import io.caelum.image.store.ImageStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Sends the bytes of an image, all or one range. */
@ApplicationScoped
class DownloadImage {

    private static final Logger LOG = Logger.getLogger(DownloadImage.class);

    private final ImageFiles images;
    private final ImageStore store;

    DownloadImage(ImageFiles images, ImageStore store) {
        this.images = images;
        this.store = store;
    }

    Uni<Void> send(Optional<StoredFile> found, HttpServerRequest request) {
        if (found.isEmpty()) {
            return Uni.createFrom()
                    .completionStage(
                            () -> request.response().setStatusCode(204).end().toCompletionStage());
        }
        StoredFile file = found.get();
        ByteRange range = ByteRange.of(request.getHeader("Range"), file.size());
        writeHead(request.response(), file, range);
        return store.send(file.storeKey(), range.from(), range.length(), request.response())
                .call(() -> tell(file, range, request));
    }

    private static void writeHead(HttpServerResponse response, StoredFile file, ByteRange range) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
        response.putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(range.length()));
        if (range.isWhole()) {
            response.putHeader("Content-MD5", file.md5());
        } else {
            response.setStatusCode(206);
            response.putHeader(HttpHeaders.CONTENT_RANGE, range.contentRange());
        }
    }

    /** The bytes are out: that nobody can be told is no reason to fail. */
    private Uni<Void> tell(StoredFile file, ByteRange range, HttpServerRequest request) {
        String address = request.remoteAddress() == null
                ? "unknown"
                : request.remoteAddress().hostAddress();
        return images.sent(file, range.length(), address).onFailure().recoverWithUni(failure -> {
            LOG.warnf(failure, "image.send could not be recorded; image_id=%s", file.imageId());
            return Uni.createFrom().voidItem();
        });
    }
}
