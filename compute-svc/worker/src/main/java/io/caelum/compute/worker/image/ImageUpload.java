package io.caelum.compute.worker.image;

import io.caelum.compute.worker.neighbour.ImageClient;
import io.caelum.platform.bus.rpc.RpcTimeoutException;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.contract.image.UploadTicket;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.trace.Tracing;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Brings the bytes of an image to the image service. */
@ApplicationScoped
public class ImageUpload {

    private static final Logger LOG = Logger.getLogger(ImageUpload.class);
    private static final int CONNECT_MILLIS = 5_000;
    /** After the last byte the image service makes them durable before it answers. */
    private static final int READ_MILLIS = 120_000;

    private static final int TRIES = 3;
    private static final long PAUSE_MILLIS = 1_000;

    private final ImageClient images;
    private final Tracing tracing;

    ImageUpload(ImageClient images, Tracing tracing) {
        this.images = images;
        this.tracing = tracing;
    }

    /**
     * Done when the image is active, also if an earlier try has made it so.
     *
     * @param format of the bytes, as images call it
     * @throws ImageUnavailable if the image service does not take them
     */
    public void bring(UUID image, String format, Path file) throws ImageUnavailable, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                put(images.grantUpload(image, format), file);
                LOG.infof("image brought: image_id=%s bytes=%d", image, Files.size(file));
                return;
            } catch (Fault refused) {
                if (isThere(image)) {
                    return;
                }
                throw new ImageUnavailable("Image %s: %s".formatted(image, refused.getMessage()), false, refused);
            } catch (IOException | RpcUnreachableException | RpcTimeoutException e) {
                LOG.warnf("image not brought: image_id=%s try=%d error=%s", image, tries, e.getMessage());
                if (tries == TRIES) {
                    throw new ImageUnavailable(
                            "Image %s could not be brought to the image service: %s".formatted(image, e.getMessage()),
                            false,
                            e);
                }
                Thread.sleep(tries * PAUSE_MILLIS);
            }
        }
    }

    private boolean isThere(UUID image) {
        try {
            return images.isActive(image);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void put(UploadTicket ticket, Path file) throws IOException {
        var connection = (HttpURLConnection) URI.create(ticket.url()).toURL().openConnection();
        try {
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("PUT");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(Files.size(file));
            connection.setRequestProperty("Content-Type", "application/octet-stream");
            connection.setRequestProperty("X-Image-Ticket", ticket.ticket());
            tracing.inject(Context.current()).forEach(connection::setRequestProperty);
            try (var body = connection.getOutputStream()) {
                Files.copy(file, body);
            }
            int status = connection.getResponseCode();
            if (status / 100 != 2) {
                throw new IOException("the image service answers " + status);
            }
        } finally {
            connection.disconnect();
        }
    }
}
