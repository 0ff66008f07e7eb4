package io.caelum.compute.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Fields;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Set;

/** Actions on servers. None is built yet: known ones say so, others are a mistake. */
@Path("/v2.1/servers/{id}/action")
class ServerActionResource {

    private static final Set<String> KNOWN = Set.of(
            "confirmResize",
            "revertResize",
            "reboot",
            "resize",
            "rebuild",
            "createImage",
            "os-start",
            "os-stop",
            "trigger_crash_dump",
            "injectNetworkInfo",
            "os-resetState",
            "changePassword",
            "os-getConsoleOutput",
            "createBackup",
            "restore",
            "forceDelete",
            "evacuate",
            "addFloatingIp",
            "removeFloatingIp",
            "lock",
            "unlock",
            "migrate",
            "os-migrateLive",
            "addFixedIp",
            "removeFixedIp",
            "pause",
            "unpause",
            "os-getVNCConsole",
            "os-getSPICEConsole",
            "os-getRDPConsole",
            "os-getSerialConsole",
            "rescue",
            "unrescue",
            "addSecurityGroup",
            "removeSecurityGroup",
            "shelve",
            "shelveOffload",
            "unshelve",
            "suspend",
            "resume");

    private final Db db;
    private final Servers servers;

    ServerActionResource(Db db, Servers servers) {
        this.db = db;
        this.servers = servers;
    }

    @POST
    public Uni<Void> act(String id, JsonNode body) {
        RequestContext who = ComputePolicy.SERVERS_ACT.check();
        Set<String> keys = Fields.body(body).keys();
        if (keys.size() != 1) {
            throw Fault.badRequest("Malformed request body: it needs exactly one key, which names the action.");
        }
        String action = keys.iterator().next();
        return db.read(tx -> servers.require(tx, who, ServerId.of(id)))
                .chain(server -> Uni.createFrom().failure(notThere(action)));
    }

    private static Fault notThere(String action) {
        return KNOWN.contains(action)
                ? Fault.notImplemented("The action '%s' is not implemented yet in this cloud.".formatted(action))
                : Fault.badRequest("There is no such action: %s".formatted(action));
    }
}
