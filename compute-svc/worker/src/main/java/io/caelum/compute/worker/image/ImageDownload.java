package io.caelum.compute.worker.image;

import io.caelum.compute.worker.neighbour.ImageClient;
import io.caelum.platform.bus.rpc.RpcTimeoutException;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.contract.image.DownloadTicket;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.trace.Tracing;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Fetches the bytes of an image from the image service, and believes only their digest. */
@ApplicationScoped
class ImageDownload {

    private static final Logger LOG = Logger.getLogger(ImageDownload.class);
    private static final int CONNECT_MILLIS = 5_000;
    /** Between two pieces; a whole image may take as long as it does. */
    private static final int READ_MILLIS = 30_000;

    private static final int TRIES = 3;
    private static final long PAUSE_MILLIS = 500;

    private final ImageClient images;
    private final Tracing tracing;

    ImageDownload(ImageClient images, Tracing tracing) {
        this.images = images;
        this.tracing = tracing;
    }

    /** Writes the image to the file; throws if that cannot be done or if the bytes are not the image's. */
    void fetch(ImageInfo image, Path target) throws ImageUnavailable, InterruptedException {
        String expected = image.osHashValue()
                .filter(digest -> image.osHashAlgo().orElse("sha512").equals("sha512"))
                .orElseThrow(() -> new ImageUnavailable(
                        "Image " + image.id() + " has no SHA-512 digest by which its bytes could be checked.", false));
        String found = fetchPatiently(image.id(), target);
        if (!found.equals(expected)) {
            LOG.errorf("wrong bytes: image_id=%s expected=%s found=%s", image.id(), expected, found);
            throw new ImageUnavailable(
                    "The bytes of image " + image.id() + " that arrived are not those that were uploaded"
                            + " (their SHA-512 digest differs).",
                    true);
        }
    }

    private String fetchPatiently(UUID image, Path target) throws ImageUnavailable, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return fetchOnce(image, target);
            } catch (IOException | RpcUnreachableException | RpcTimeoutException e) {
                LOG.warnf("image not fetched: image_id=%s try=%d error=%s", image, tries, e.getMessage());
                if (tries == TRIES) {
                    throw new ImageUnavailable(
                            "Image " + image + " could not be fetched from the image service.", true, e);
                }
                Thread.sleep(tries * PAUSE_MILLIS);
            }
        }
    }

    private String fetchOnce(UUID image, Path target) throws IOException, ImageUnavailable {
        HttpURLConnection connection = open(grant(image));
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("the image service answers " + status);
            }
            try (InputStream bytes = connection.getInputStream();
                    var file = Files.newOutputStream(target)) {
                return Sha512.copy(bytes, file);
            }
        } finally {
            connection.disconnect();
        }
    }

    private DownloadTicket grant(UUID image) throws ImageUnavailable {
        try {
            return images.grantDownload(image);
        } catch (Fault refused) {
            throw new ImageUnavailable(
                    "Image " + image + " cannot be used: " + refused.getMessage(), refused.status() >= 500, refused);
        }
    }

    private HttpURLConnection open(DownloadTicket ticket) throws IOException {
        var connection = (HttpURLConnection) URI.create(ticket.url()).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("X-Image-Ticket", ticket.ticket());
        tracing.inject(Context.current()).forEach(connection::setRequestProperty);
        return connection;
    }
}
