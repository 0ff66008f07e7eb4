package io.caelum.acceptance.faults;

import io.caelum.launcher.process.Patience;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * One user of a load: boots a server, waits for it, deletes it, waits until it is gone, and so on. What fails it repeats,
 * as a client should: a boot with the key of the first try.
 */
final class Lane {

    private static final String SERVERS = "/compute/v2.1/servers";
    private static final int LEAST_PAUSE_MILLIS = 800;
    private static final int MOST_PAUSE_MILLIS = 2_000;

    private final Client client;
    private final Journal journal;
    private final Ingredients ingredients;
    private final String name;
    private final BooleanSupplier goesOn;

    Lane(Client client, Journal journal, Ingredients ingredients, String name, BooleanSupplier goesOn) {
        this.client = client;
        this.journal = journal;
        this.ingredients = ingredients;
        this.name = name;
        this.goesOn = goesOn;
    }

    /** Ends with the last server standing, or with none. */
    void run() {
        for (int number = 1; goesOn.getAsBoolean(); number++) {
            boot(name + "-" + number).ifPresent(this::seeThrough);
        }
    }

    private void seeThrough(Fate fate) {
        awaitEnd(fate);
        if (fate.stands() && goesOn.getAsBoolean()) {
            delete(fate);
            awaitGone(fate);
        }
    }

    /** A boot without an answer is repeated though the load ends: else nobody would know what came of it. */
    private Optional<Fate> boot(String server) {
        boolean unknown = false;
        while (goesOn.getAsBoolean() || unknown) {
            var answer = client.post("POST server", SERVERS, server, ingredients.server(server));
            if (answer.status() == 202) {
                var id = UUID.fromString(answer.body().at("/server/id").asText());
                return Optional.of(journal.accepted(server, id));
            }
            unknown |= answer.status() == Exchange.NONE;
            pause();
        }
        return Optional.empty();
    }

    private void awaitEnd(Fate fate) {
        while (fate.state == Fate.State.ACCEPTED) {
            pause();
            look(fate);
        }
    }

    private void look(Fate fate) {
        var answer = client.get("GET server", SERVERS + "/" + fate.id);
        var server = answer.body().path("server");
        if (answer.isMissing()) {
            fate.became(Fate.State.LOST);
        } else if (server.path("status").asText().equals("ACTIVE")) {
            fate.became(Fate.State.ACTIVE);
        } else if (server.path("status").asText().equals("ERROR")) {
            fate.reason = server.at("/fault/message").asText();
            fate.became(fate.reason.isBlank() ? Fate.State.UNEXPLAINED : Fate.State.FAILED);
        }
    }

    void delete(Fate fate) {
        while (!isDeleteAccepted(fate)) {
            pause();
        }
        fate.became(Fate.State.LEAVING);
    }

    private boolean isDeleteAccepted(Fate fate) {
        int status = client.delete("DELETE server", SERVERS + "/" + fate.id).status();
        return status == 204 || status == 404;
    }

    void awaitGone(Fate fate) {
        while (!client.get("GET server", SERVERS + "/" + fate.id).isMissing()) {
            pause();
        }
        fate.became(Fate.State.GONE);
    }

    private static void pause() {
        Patience.pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS)));
    }
}
