package io.caelum.acceptance.faults;

import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.acceptance.stack.RunningStack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Servers that nobody touches during a fault: they must not notice anything of it. */
record Bystanders(RunningStack stack, Api user, List<String> servers) {

    private static final int COUNT = 2;

    static Bystanders boot(RunningStack stack, Api user, Ingredients ingredients) {
        List<String> servers = IntStream.range(0, COUNT)
                .mapToObj(number -> user.createServer(
                        Fixtures.name("bystander"),
                        ingredients.image(),
                        ingredients.flavor(),
                        Fixtures.networks(ingredients.network())))
                .toList();
        servers.forEach(id -> user.awaitStatus(id, "ACTIVE"));
        return new Bystanders(stack, user, servers);
    }

    /** What has happened to them, as sentences. */
    List<String> harm() {
        var harm = new ArrayList<String>();
        for (String id : servers) {
            String status = user.server(id).path("status").asText();
            if (!status.equals("ACTIVE")) {
                harm.add("bystander %s is %s".formatted(id, status));
            }
            long guests = stack.hosts().stream()
                    .filter(host -> stack.guestsOn(host).contains(id))
                    .count();
            if (guests != 1) {
                harm.add("bystander %s has %d guests".formatted(id, guests));
            }
        }
        return harm;
    }

    void delete() {
        servers.forEach(user::deleteServer);
    }
}
