package io.caelum.compute.host;

import static io.caelum.compute.policy.ComputePolicy.SERVICES_DELETE;
import static io.caelum.compute.policy.ComputePolicy.SERVICES_READ;
import static io.caelum.compute.policy.ComputePolicy.SERVICES_WRITE;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Fields;
import io.caelum.compute.http.Ids;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The compute services on the hosts, which administrators enable and disable. */
@Path("/v2.1/os-services")
class ServiceResource {

    private final Db db;
    private final Hosts hosts;
    private final Asked asked;

    ServiceResource(Db db, Hosts hosts, Asked asked) {
        this.db = db;
        this.hosts = hosts;
        this.asked = asked;
    }

    @GET
    public Uni<ServiceView.Many> list(@QueryParam("host") String host, @QueryParam("binary") String binary) {
        SERVICES_READ.check();
        return db.read(hosts::all)
                .map(all -> new ServiceView.Many(all.stream()
                        .filter(one -> host == null || one.name.equals(host))
                        .filter(one -> binary == null || binary.equals(ServiceView.BINARY))
                        .map(one -> ServiceView.of(one, hosts.alive(), asked))
                        .toList()));
    }

    @PUT
    @Path("{id}")
    public Uni<Object> update(String id, JsonNode body) {
        SERVICES_WRITE.check();
        return asked.atLeast(2, 53) ? updateById(id, Fields.body(body)) : updateByHost(id, Fields.body(body));
    }

    private Uni<Object> updateById(String id, Fields fields) {
        Optional<String> status = fields.oneOf("status", "enabled", "disabled");
        Optional<String> reason = fields.name("disabled_reason", 255);
        Optional<Boolean> down = fields.flag("forced_down");
        fields.end();
        if (reason.isPresent() && !status.equals(Optional.of("disabled"))) {
            throw Fault.badRequest("Specifying disabled_reason requires that status is 'disabled'.");
        }
        if (status.isEmpty() && down.isEmpty()) {
            throw Fault.badRequest("Either 'status' or 'forced_down' is required.");
        }
        return db.withTransaction(tx -> require(tx, id).call(host -> {
                    status.ifPresent(value -> disable(host, value.equals("disabled"), reason));
                    down.ifPresent(value -> host.forcedDown = value);
                    return hosts.administer(tx, host);
                }))
                .map(host -> new ServiceView.One(ServiceView.of(host, hosts.alive(), asked)));
    }

    private static void disable(Host host, boolean disabled, Optional<String> reason) {
        host.disabled = disabled;
        host.disabledReason = disabled ? reason.orElse(null) : null;
    }

    private Uni<Host> require(Tx tx, String id) {
        if (Ids.parse(id).isEmpty()) {
            throw Fault.badRequest("Invalid uuid %s".formatted(id));
        }
        return hosts.all(tx)
                .map(all -> all.stream()
                        .filter(host -> host.serviceId.toString().equals(id))
                        .findFirst()
                        .orElseThrow(() -> Fault.notFound("Compute service %s could not be found.".formatted(id))));
    }

    private Uni<Object> updateByHost(String verb, Fields fields) {
        String name = fields.requiredText("host", 1, 255);
        String binary = fields.requiredText("binary", 1, 255);
        Optional<String> reason = fields.name("disabled_reason", 255);
        Optional<Boolean> down = fields.flag("forced_down");
        fields.end();
        return db.withTransaction(tx -> requireNamed(tx, name, binary).call(host -> {
                    switch (verb) {
                        case "enable" -> disable(host, false, reason);
                        case "disable" -> disable(host, true, Optional.empty());
                        case "disable-log-reason" ->
                            disable(
                                    host,
                                    true,
                                    Optional.of(reason.orElseThrow(() -> fields.missing("disabled_reason"))));
                        case "force-down" -> {
                            if (!asked.atLeast(2, 11)) {
                                throw Fault.notFound("The resource could not be found.");
                            }
                            host.forcedDown = down.orElseThrow(() -> fields.missing("forced_down"));
                        }
                        default -> throw Fault.notFound("Unknown action");
                    }
                    return hosts.administer(tx, host);
                }))
                .map(host -> Map.of("service", ServiceView.changed(host, verb)));
    }

    private Uni<Host> requireNamed(Tx tx, String name, String binary) {
        return hosts.all(tx)
                .map(all -> all.stream()
                        .filter(host -> host.name.equals(name) && binary.equals(ServiceView.BINARY))
                        .findFirst()
                        .orElseThrow(
                                () -> Fault.notFound("Could not find binary %s on host %s.".formatted(binary, name))));
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public Uni<Void> delete(String id) {
        SERVICES_DELETE.check();
        return db.withTransaction(tx -> requireAny(tx, id)
                .chain(host -> hosts.forget(tx, host.name))
                .invoke(forgotten -> {
                    if (!forgotten) {
                        throw Fault.conflict("Unable to delete compute service that is hosting instances."
                                + " Migrate or delete the instances first.");
                    }
                })
                .replaceWithVoid());
    }

    private Uni<Host> requireAny(Tx tx, String id) {
        return asked.atLeast(2, 53)
                ? require(tx, id)
                : hosts.all(tx)
                        .map(all -> all.stream()
                                .filter(host -> String.valueOf(host.number).equals(id))
                                .findFirst()
                                .orElseThrow(
                                        () -> Fault.notFound("Compute service %s could not be found.".formatted(id))));
    }
}
