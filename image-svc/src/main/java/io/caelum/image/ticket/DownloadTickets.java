package io.caelum.image.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tickets with which a host may read one image, or bring its bytes, for a short time: a small JSON and its HMAC-SHA256, both Base64. The key
 * is a row, so every replica can check what another one granted, and nothing is stored for a ticket.
 */
@ApplicationScoped
public class DownloadTickets {

    /** Long enough for a host that has much to do; the download itself may take longer. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String UPLOAD = "upload";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final Db db;
    private final Clock clock;
    private volatile @Nullable SecretKeySpec key;

    DownloadTickets(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A ticket and until when it is good. */
    public record Granted(String ticket, Instant expiresAt) {
        @Override
        public String toString() {
            return "Granted[***, expiresAt=" + expiresAt + "]";
        }
    }

    private record Content(
            @JsonProperty("img") UUID image,
            @JsonProperty("exp") long expiresAt,
            @JsonProperty("usr") @Nullable String user,
            @JsonProperty("prj") @Nullable String project,
            @JsonProperty("use") @Nullable String use) {}

    /** A ticket to read one image, in the name of the current context. */
    public Uni<Granted> grant(UUID image) {
        return grant(image, null);
    }

    /** A ticket to bring the bytes of one image, in the name of the current context. */
    public Uni<Granted> grantUpload(UUID image) {
        return grant(image, UPLOAD);
    }

    private Uni<Granted> grant(UUID image, @Nullable String use) {
        RequestContext caller = CurrentContext.get();
        Instant expiresAt = clock.instant().plus(LIFETIME);
        var content = new Content(image, expiresAt.getEpochSecond(), caller.userId(), caller.projectId(), use);
        return key().map(secret -> new Granted(write(content, secret), expiresAt));
    }

    /** In whose name the ticket was granted; UNAUTHORIZED if it is forged, expired or for another image. */
    public Uni<RequestContext> check(String ticket, UUID image) {
        return check(ticket, image, null);
    }

    /** The same for a ticket to bring bytes. */
    public Uni<RequestContext> checkUpload(String ticket, UUID image) {
        return check(ticket, image, UPLOAD);
    }

    private Uni<RequestContext> check(String ticket, UUID image, @Nullable String use) {
        RequestContext current = CurrentContext.get();
        return key().map(secret -> bearer(read(ticket, secret), image, use, current));
    }

    private RequestContext bearer(Content content, UUID image, @Nullable String use, RequestContext current) {
        boolean good = content.image().equals(image)
                && Objects.equals(content.use(), use)
                && clock.instant().getEpochSecond() < content.expiresAt();
        if (!good) {
            throw refused();
        }
        return new RequestContext(
                current.requestId(),
                current.globalRequestId(),
                content.user(),
                null,
                content.project(),
                null,
                null,
                List.of(),
                Map.of());
    }

    private static String write(Content content, SecretKeySpec secret) {
        byte[] text = RowJson.write(content).getBytes(StandardCharsets.UTF_8);
        return base64(text) + "." + base64(mac(text, secret));
    }

    private static Content read(String ticket, SecretKeySpec secret) {
        String[] parts = ticket.split("\\.", -1);
        try {
            byte[] text = Base64.getUrlDecoder().decode(parts[0]);
            byte[] mac = Base64.getUrlDecoder().decode(parts[parts.length - 1]);
            if (parts.length == 2 && MessageDigest.isEqual(mac, mac(text, secret))) {
                return RowJson.read(new String(text, StandardCharsets.UTF_8), Content.class);
            }
        } catch (IllegalArgumentException e) {
            // not Base64: falls through to the answer for every other text
        }
        throw refused();
    }

    private static Fault refused() {
        return Fault.unauthorized("The ticket is not valid for this image, or it has expired.");
    }

    private static byte[] mac(byte[] text, SecretKeySpec secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Uni<SecretKeySpec> key() {
        SecretKeySpec known = key;
        return known != null
                ? Uni.createFrom().item(known)
                : db.withTransaction(this::makeOrRead).invoke(read -> key = read);
    }

    /** Whichever replica comes first makes the key; the others wait for its transaction and then read it. */
    private Uni<SecretKeySpec> makeOrRead(Tx tx) {
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        return tx.session()
                .createMutationQuery("insert into TicketKey (id, secret, createdAt) values (:id, :secret, :now)"
                        + " on conflict (id) do nothing")
                .setParameter("id", TicketKey.ONLY)
                .setParameter("secret", Base64.getEncoder().encodeToString(fresh))
                .setParameter("now", clock.instant())
                .executeUpdate()
                .chain(() -> tx.session().get(TicketKey.class, TicketKey.ONLY))
                .map(row -> new SecretKeySpec(Base64.getDecoder().decode(row.secret), ALGORITHM));
    }
}
