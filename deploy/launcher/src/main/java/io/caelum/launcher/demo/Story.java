package io.caelum.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.launcher.Console;
import io.caelum.launcher.Trouble;
import io.caelum.launcher.cloud.Cloud;
import io.caelum.launcher.process.Patience;
import io.caelum.launcher.trace.ServerTrace;
import io.caelum.launcher.trace.TraceTree;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** Boots a server through the public API and tells what happens. May run again and again. */
public final class Story {

    private static final Duration BOOT_BOUND = Duration.ofMinutes(2);

    private final Cloud cloud;
    private final Console console;
    private final Ingredients ingredients;

    public Story(Cloud cloud, Console console) {
        this.cloud = cloud;
        this.console = console;
        this.ingredients = new Ingredients(cloud, console);
    }

    public void tell() {
        console.title("1. Log in");
        console.event(
                "identity-svc asked Keycloak whether demo's password is right, and signed a token for project demo");

        console.title("2. What a server is made of");
        var image = ingredients.image();
        var network = ingredients.network();
        var keyPair = ingredients.keyPair();
        var flavor = ingredients.flavor();

        console.title("3. Boot");
        var id = boot(image, network, keyPair, flavor);
        var server = watch(id);
        console.event("it has the address " + addresses(server));

        console.title("4. Where the time went (deploy/stack trace %s)".formatted(id));
        console.line("");
        console.line(trace(id));
        console.title("5. What to try next");
        next(server);
    }

    private String boot(String image, String network, String keyPair, String flavor) {
        var name = "demo-" + LocalTime.now().format(DateTimeFormatter.ofPattern("HHmmss"));
        var answer = cloud.post(
                "/compute/v2.1/servers",
                Map.of(
                        "server",
                        Map.of(
                                "name",
                                name,
                                "imageRef",
                                image,
                                "flavorRef",
                                flavor,
                                "key_name",
                                keyPair,
                                "networks",
                                List.of(Map.of("uuid", network)))));
        var id = answer.body().at("/server/id").asText();
        console.event("POST /compute/v2.1/servers -> %d: server %s, id %s".formatted(answer.status(), name, id));
        answer.requestId().ifPresent(request -> console.event("the gateway gave it the request id " + request));
        return id;
    }

    private JsonNode watch(String id) {
        var states = new States(console);
        var end = console.elapsed().plus(BOOT_BOUND);
        while (true) {
            var server = cloud.get("/compute/v2.1/servers/" + id).path("server");
            states.saw(server);
            var status = server.path("status").asText();
            if (status.equals("ACTIVE")) {
                return server;
            }
            if (status.equals("ERROR")) {
                throw new Trouble(
                        "the server went to ERROR: "
                                + server.at("/fault/message").asText("no reason is given"),
                        "deploy/stack trace %s shows which step failed; deploy/stack doctor looks at all processes"
                                .formatted(id));
            }
            if (console.elapsed().compareTo(end) > 0) {
                throw new Trouble(
                        "the server is still %s after %d minutes".formatted(status, BOOT_BOUND.toMinutes()),
                        "deploy/stack doctor shows what does not run");
            }
            Patience.pause(Duration.ofMillis(20));
        }
    }

    private String trace(String id) {
        return ServerTrace.of(cloud, id)
                .map(TraceTree::new)
                .filter(tree -> !tree.isEmpty())
                .map(TraceTree::text)
                .orElse("The gateway has got no spans of this server yet; deploy/stack trace shows them later.");
    }

    private static String addresses(JsonNode server) {
        var found = new java.util.ArrayList<String>();
        server.path("addresses")
                .properties()
                .forEach(network -> network.getValue()
                        .forEach(address -> found.add(address.path("addr").asText() + " on " + network.getKey())));
        return found.isEmpty() ? "(none)" : String.join(", ", found);
    }

    private void next(JsonNode server) {
        var name = server.path("name").asText();
        console.line("  eval \"$(deploy/stack env demo)\"");
        console.line("  openstack server show " + name);
        console.line("  openstack server event list " + name);
        console.line("  openstack server create --image %s --flavor m1.tiny --network %s --wait another"
                .formatted(Ingredients.IMAGE, Ingredients.NETWORK));
        console.line("  openstack server delete --wait " + name);
        console.line("  deploy/stack status        # what runs, and what it costs");
        console.line("  deploy/stack down          # stops everything; data stay");
    }
}
