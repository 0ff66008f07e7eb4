package io.caelum.compute.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Fields;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.move.EvacuateServer;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Actions on servers. Most are not built yet: known ones say so, others are a mistake. */
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
    private final EvacuateServer evacuations;
    private final Asked asked;

    ServerActionResource(Db db, Servers servers, EvacuateServer evacuations, Asked asked) {
        this.db = db;
        this.servers = servers;
        this.evacuations = evacuations;
        this.asked = asked;
    }

    @POST
    public Uni<Response> act(String id, JsonNode body) {
        RequestContext who = ComputePolicy.SERVERS_ACT.check();
        Fields fields = Fields.body(body);
        if (fields.keys().size() != 1) {
            throw Fault.badRequest("Malformed request body: it needs exactly one key, which names the action.");
        }
        String action = fields.keys().iterator().next();
        return action.equals("evacuate")
                ? evacuate(id, Fields.body(body, action))
                : db.read(tx -> servers.require(tx, who, ServerId.of(id)))
                        .chain(server -> Uni.createFrom().failure(notThere(action)));
    }

    private Uni<Response> evacuate(String id, Fields fields) {
        RequestContext who = ComputePolicy.EVACUATE.check();
        Optional<String> host = fields.name("host", 255);
        Optional<String> password = fields.text("adminPass", 0, 255);
        boolean early = !asked.atLeast(2, 14);
        if (early && fields.flag("onSharedStorage").isEmpty()) {
            throw fields.missing("onSharedStorage");
        }
        if (asked.atLeast(2, 29)) {
            fields.flag("force");
        }
        fields.end();
        return evacuations
                .evacuate(who, ServerId.of(id), host)
                .map(done -> early
                        ? Response.ok(Map.of("adminPass", password.orElseGet(RandomTexts::password)))
                                .build()
                        : Response.ok().build());
    }

    private static Fault notThere(String action) {
        return KNOWN.contains(action)
                ? Fault.notImplemented("The action '%s' is not implemented yet in this cloud.".formatted(action))
                : Fault.badRequest("There is no such action: %s".formatted(action));
    }
}
