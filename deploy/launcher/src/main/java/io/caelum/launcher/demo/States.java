package io.caelum.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.launcher.Console;

/** Tells each new state of a server and who is at work in it. */
final class States {

    private final Console console;
    private String last = "";

    States(Console console) {
        this.console = console;
    }

    void saw(JsonNode server) {
        var status = server.path("status").asText();
        var task = server.path("OS-EXT-STS:task_state").asText("");
        var state = task.isEmpty() || task.equals("null") ? status : status + " / " + task;
        if (!state.equals(last)) {
            last = state;
            console.event("%-22s %s".formatted(state, explanation(status, task)));
        }
    }

    static String explanation(String status, String task) {
        return switch (task) {
            case "scheduling" -> "compute-control filters and weighs the hosts, and claims room on the best one";
            case "networking" -> "network-control makes a port, gives it an address and binds it to the host";
            case "block_device_mapping", "spawning" ->
                "the worker on the host fetches the image from image-svc, wires the port and starts the guest";
            default ->
                switch (status) {
                    case "BUILD" -> "compute-control has stored what is wanted, and answered 202";
                    case "ACTIVE" -> "the worker reported the guest, the agent its port: compute-control finished";
                    default -> "";
                };
        };
    }
}
