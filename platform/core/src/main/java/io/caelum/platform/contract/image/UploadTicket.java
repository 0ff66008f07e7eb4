package io.caelum.platform.contract.image;

import java.time.Instant;

/**
 * @param url absolute URL inside the cloud, where the bytes go; PUT them with header {@code X-Image-Ticket} and content
 *     type {@code application/octet-stream}
 * @param ticket opaque; a secret until it expires
 */
public record UploadTicket(String url, String ticket, Instant expiresAt) {

    @Override
    public String toString() {
        return "UploadTicket[url=" + url + ", ticket=***, expiresAt=" + expiresAt + "]";
    }
}
