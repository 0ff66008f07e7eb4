package io.caelum.compute.server;

import io.caelum.compute.flavor.FlavorSpec;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The states of a server that goes to another host with its disks, there and back. As in {@link ServerStates}, a delete
 * wins everywhere. Null always means that somebody else has moved the server.
 */
@ApplicationScoped
public class ResizeStates {

    private static final String ON_ITS_WAY =
            "deleted_at is null and task_state in ('RESIZE_PREP', 'RESIZE_MIGRATING', 'RESIZE_MIGRATED', 'RESIZE_FINISH')";
    private static final String GOES_BACK = "deleted_at is null and task_state = 'RESIZE_REVERTING'";
    private static final String STAYS = "deleted_at is null and task_state = 'RESIZE_CONFIRMING'";
    private static final String IS_WHERE = """
            host = :host, availability_zone = nullif(:zone, ''), generation = :generation,
            flavor_id = :flavorId, flavor_number = :flavorNumber, flavor_name = :flavorName, vcpus = :vcpus,
            memory_mb = :memory, root_gb = :root, ephemeral_gb = :ephemeral, swap_mb = :swap, extra_specs = :specs""";
    private static final String NO_FAULT =
            "fault_code = null, fault_message = null, fault_details = null, fault_at = null";

    private final ServerStates states;

    ResizeStates(ServerStates states) {
        this.states = states;
    }

    /**
     * Where a server is, and which of its guests is the one that counts.
     *
     * @param zone empty for none
     */
    public record Place(String host, String zone, long generation) {}

    /** It has come so far on its way to the other host. */
    public Uni<Server> reached(Tx tx, UUID id, TaskState task) {
        return states.move(tx, id, "task_state = :task", ON_ITS_WAY, Map.of("task", task.name()));
    }

    /** It is on the other host, with its new size, until its owner says that it is well there. */
    public Uni<Server> resized(Tx tx, UUID id, Place there, FlavorSpec flavor, List<BoundPort> ports, int powerState) {
        Map<String, Object> values = values(there, flavor);
        values.put("ports", RowJson.write(ports));
        values.put("power", powerState);
        return states.move(
                tx,
                id,
                IS_WHERE + ", ports = :ports, power_state = :power, vm_state = 'RESIZED', task_state = null,"
                        + " launched_at = :now, " + NO_FAULT,
                ON_ITS_WAY,
                values);
    }

    /** It stays where it is. */
    public Uni<Server> confirmed(Tx tx, UUID id, VmState to) {
        return states.move(tx, id, "vm_state = :to, task_state = null, " + NO_FAULT, STAYS, Map.of("to", to.name()));
    }

    /** It is the former host's again, with its former size, and not yet what it was. */
    public Uni<Server> returned(Tx tx, UUID id, Place back, FlavorSpec flavor) {
        return states.move(tx, id, IS_WHERE + ", power_state = 4", GOES_BACK, values(back, flavor));
    }

    /** Its ports are there too. */
    public Uni<Server> portsReturned(Tx tx, UUID id, List<BoundPort> ports) {
        return states.move(tx, id, "ports = :ports", GOES_BACK, Map.of("ports", RowJson.write(ports)));
    }

    private static Map<String, Object> values(Place place, FlavorSpec flavor) {
        var values = new HashMap<String, Object>();
        values.put("host", place.host());
        values.put("zone", place.zone());
        values.put("generation", place.generation());
        values.put("flavorId", flavor.id());
        values.put("flavorNumber", flavor.number());
        values.put("flavorName", flavor.name());
        values.put("vcpus", flavor.vcpus());
        values.put("memory", flavor.memoryMb());
        values.put("root", flavor.rootGb());
        values.put("ephemeral", flavor.ephemeralGb());
        values.put("swap", flavor.swapMb());
        values.put("specs", RowJson.write(flavor.extraSpecs()));
        return values;
    }
}
