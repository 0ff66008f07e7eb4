package io.caelum.compute.worker.console;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.Optional;

/** The web socket by which the gateway gets at a console. */
@ApplicationScoped
class ConsoleSocket {

    static final String PATH = "/console";
    static final String TICKET = "X-Console-Ticket";
    private static final int NO_TICKET = 401;

    private final ConsoleTickets tickets;

    ConsoleSocket(ConsoleTickets tickets) {
        this.tickets = tickets;
    }

    void install(@Observes Router router) {
        router.get(PATH).handler(this::connect);
    }

    private void connect(RoutingContext routing) {
        String ticket = routing.request().getHeader(TICKET);
        Optional<Path> socket = ticket == null ? Optional.empty() : tickets.redeem(ticket);
        if (socket.isEmpty()) {
            routing.response().setStatusCode(NO_TICKET).end();
            return;
        }
        routing.request()
                .toWebSocket()
                .onSuccess(web -> pump(web, socket.get()))
                .onFailure(routing::fail);
    }

    private static void pump(ServerWebSocket web, Path socket) {
        new ConsolePump(web, socket).begin();
    }
}
