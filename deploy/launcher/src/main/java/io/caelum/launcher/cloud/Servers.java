package io.caelum.launcher.cloud;

import io.caelum.launcher.Trouble;
import java.util.ArrayList;

/** Finds servers. */
public final class Servers {

    private static final String PATH = "/compute/v2.1/servers";

    private final Cloud cloud;

    public Servers(Cloud cloud) {
        this.cloud = cloud;
    }

    /** The id of the server with this name, or of this id (which may be of one that is deleted). */
    public String idOf(String nameOrId) {
        if (nameOrId.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return nameOrId;
        }
        var ids = new ArrayList<String>();
        // the filter of the API is a pattern and matches parts of names
        cloud.get(PATH + "?name=" + Cloud.escaped(nameOrId)).path("servers").forEach(server -> {
            if (server.path("name").asText().equals(nameOrId)) {
                ids.add(server.path("id").asText());
            }
        });
        if (ids.isEmpty()) {
            throw new Trouble(
                    "there is no server named " + nameOrId,
                    "openstack server list shows what there is; " + "a deleted server can still be traced by its id");
        }
        if (ids.size() > 1) {
            throw new Trouble(
                    "there are %d servers named %s".formatted(ids.size(), nameOrId),
                    "say which one by its id: " + String.join(", ", ids));
        }
        return ids.getFirst();
    }
}
