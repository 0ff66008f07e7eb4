package io.caelum.platform.contract.image;

import java.time.Instant;

/**
 * @param url absolute URL inside the cloud, where the bytes are; GET it with header {@code X-Image-Ticket}
 * @param ticket opaque; a secret until it expires
 */
public record DownloadTicket(String url, String ticket, Instant expiresAt) {

    @Override
    public String toString() {
        return "DownloadTicket[url=" + url + ", ticket=***, expiresAt=" + expiresAt + "]";
    }
}
