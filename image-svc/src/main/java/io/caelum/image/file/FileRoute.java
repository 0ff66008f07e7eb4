package io.caelum.image.file;

import io.caelum.image.fault.GlanceDialect;
import io.caelum.image.image.ImageFiles;
import io.caelum.image.ticket.DownloadTickets;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.trace.HttpSpans;
import io.caelum.platform.web.token.Tokens;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v2/images/{id}/file}. A plain Vert.x route, since it works on the socket: reading stops while the disk or the
 * hashes are behind, and downloads go from the page cache to the socket without passing through here. It stands before
 * the route that limits the size of bodies, and so has to check tokens and word errors by itself.
 */
@ApplicationScoped
class FileRoute {

    private static final Logger LOG = Logger.getLogger(FileRoute.class);

    private static final String PATH = "/v2/images/:id/file";
    /** The same in the words of the other routes, for traces. */
    private static final String TEMPLATE = "/v2/images/{id}/file";

    private static final String TICKET = "X-Image-Ticket";
    /** After the filter that gives the request its id, before the limit on bodies. */
    private static final int ORDER = -100;
    /** How long what a refused client still sends is read, so that it gets to read the answer. */
    private static final Duration LINGER = Duration.ofSeconds(30);

    private final Tokens tokens;
    private final DownloadTickets tickets;
    private final ImageFiles images;
    private final UploadImage upload;
    private final DownloadImage download;
    private final GlanceDialect dialect;

    FileRoute(
            Tokens tokens,
            DownloadTickets tickets,
            ImageFiles images,
            UploadImage upload,
            DownloadImage download,
            GlanceDialect dialect) {
        this.tokens = tokens;
        this.tickets = tickets;
        this.images = images;
        this.upload = upload;
        this.download = download;
        this.dialect = dialect;
    }

    void register(@Observes Router router) {
        router.route(HttpMethod.PUT, PATH).order(ORDER).handler(this::upload);
        router.route(HttpMethod.GET, PATH).order(ORDER).handler(this::download);
    }

    private void upload(RoutingContext http) {
        HttpSpans.route(TEMPLATE);
        http.request().pause();
        run(http, () -> {
            UUID id = imageId(http);
            String ticket = http.request().getHeader(TICKET);
            return upload(http, id, ticket)
                    .invoke(() -> http.response().setStatusCode(204).end());
        });
    }

    private Uni<Void> upload(RoutingContext http, UUID id, @Nullable String ticket) {
        if (ticket == null) {
            checkToken(http);
            return upload.upload(id, http.request());
        }
        return tickets.checkUpload(ticket, id)
                .invoke(CurrentContext::set)
                .chain(() -> upload.uploadByTicket(id, http.request()));
    }

    private void download(RoutingContext http) {
        HttpSpans.route(TEMPLATE);
        run(http, () -> {
            UUID id = imageId(http);
            String ticket = http.request().getHeader(TICKET);
            if (ticket == null) {
                checkToken(http);
                return images.forDownload(id).chain(file -> download.send(file, http.request()));
            }
            return tickets.check(ticket, id)
                    .invoke(CurrentContext::set)
                    .chain(() -> images.forTicket(id))
                    .chain(file -> download.send(file, http.request()));
        });
    }

    private void checkToken(RoutingContext http) {
        CurrentContext.set(tokens.contextOf(tokens.require(http.request().getHeader("X-Auth-Token"))));
    }

    private static UUID imageId(RoutingContext http) {
        String id = http.pathParam("id");
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Fault.notFound("No image found with ID " + id + ".");
        }
    }

    private void run(RoutingContext http, Supplier<Uni<Void>> work) {
        var unused =
                Uni.createFrom().deferred(work::get).subscribe().with(done -> {}, failure -> refuse(http, failure));
    }

    private void refuse(RoutingContext http, Throwable failure) {
        HttpServerResponse response = http.response();
        if (response.closed() || response.headWritten()) {
            LOG.debugf(failure, "the client hung up: %s", http.normalizedPath());
            http.request().connection().close();
            return;
        }
        response.headers().remove(HttpHeaders.CONTENT_LENGTH);
        response.headers().remove(HttpHeaders.CONTENT_RANGE);
        dialect.write(fault(failure), http.request());
        drain(http);
    }

    private static void drain(RoutingContext http) {
        HttpServerRequest request = http.request();
        if (request.isEnded()) {
            return;
        }
        long timer = http.vertx()
                .setTimer(LINGER.toMillis(), ignored -> request.connection().close());
        request.handler(ignored -> {});
        request.exceptionHandler(ignored -> http.vertx().cancelTimer(timer));
        request.endHandler(ignored -> http.vertx().cancelTimer(timer));
        request.resume();
    }

    private static Fault fault(Throwable failure) {
        return switch (failure) {
            case Fault fault -> fault;
            case HttpClosedException closed ->
                Fault.badRequest("The connection was closed before the data was complete.");
            default -> {
                String requestId = CurrentContext.get().requestId();
                LOG.errorf(failure, "500 for %s", requestId);
                yield new Fault(
                        Fault.Kind.INTERNAL,
                        "InternalServerError",
                        "An unexpected error prevented the server from fulfilling your request. Tell the operator this"
                                + " id: " + requestId);
            }
        };
    }
}
