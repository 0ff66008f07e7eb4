package io.caelum.compute.server;

import io.caelum.compute.keypair.PublicKey;
import io.caelum.compute.server.boot.BootOrder;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.contract.network.ServerPorts;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The servers of one request, as rows and as orders for the boot. */
record NewServers(CreateServer wanted, String reservationId, String adminPass, List<Server> servers) {

    private static final int LONGEST_HOSTNAME = 63;

    static NewServers of(CreateServer wanted, Ingredients found, RequestContext who, int count, Instant now) {
        String reservation = RandomTexts.reservationId();
        var servers = new ArrayList<Server>();
        for (int index = 0; index < count; index++) {
            Server server = requested(wanted, found, who, now);
            server.reservationId = reservation;
            server.launchIndex = index;
            server.name = wanted.maxCount() > 1 ? wanted.name() + "-" + (index + 1) : wanted.name();
            server.hostname = hostname(server.name, server.id);
            servers.add(server);
        }
        String password = wanted.adminPass().orElseGet(RandomTexts::password);
        return new NewServers(wanted, reservation, password, servers);
    }

    private static Server requested(CreateServer wanted, Ingredients found, RequestContext who, Instant now) {
        var server = new Server();
        server.id = UUID.randomUUID();
        server.projectId = who.projectId();
        server.userId = who.userId();
        server.description = wanted.description().orElse(null);
        server.vmState = VmState.BUILDING;
        server.taskState = TaskState.SCHEDULING;
        server.imageId = found.image().map(ImageInfo::id).orElse(null);
        server.imageName = found.image().map(ImageInfo::name).orElse(null);
        server.flavorId = found.flavor().id();
        server.flavorName = found.flavor().name();
        server.flavorNumber = found.flavor().number();
        server.vcpus = found.flavor().vcpus();
        server.memoryMb = found.flavor().memoryMb();
        server.rootGb = found.flavor().rootGb();
        server.ephemeralGb = found.flavor().ephemeralGb();
        server.swapMb = found.flavor().swapMb();
        server.extraSpecs = found.flavor().extraSpecs();
        server.keyName = wanted.keyName().orElse(null);
        server.publicKey = found.key().map(PublicKey::text).orElse(null);
        server.userData = wanted.userData().orElse(null);
        server.configDrive = wanted.configDrive();
        server.diskConfig = wanted.diskConfig();
        server.accessIpV4 = wanted.accessIpV4().orElse(null);
        server.accessIpV6 = wanted.accessIpV6().orElse(null);
        server.metadata = Map.copyOf(wanted.metadata());
        server.securityGroups = found.ports().isEmpty() ? List.of() : securityGroups(wanted);
        server.availabilityZone = wanted.zone().orElse(null);
        server.ports = List.of();
        server.createdAt = now;
        server.updatedAt = now;
        return server;
    }

    static List<String> securityGroups(CreateServer wanted) {
        return wanted.securityGroups().isEmpty() ? List.of("default") : wanted.securityGroups();
    }

    /** What a guest may be called: letters, digits and dashes of the server's name. */
    static String hostname(String name, UUID id) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[ _.]", "-")
                .replaceAll("[^a-z0-9-]", "")
                .replaceAll("^-+", "");
        String cut =
                plain.substring(0, Math.min(plain.length(), LONGEST_HOSTNAME)).replaceAll("-+$", "");
        return cut.isEmpty() ? "server-" + id : cut;
    }

    BootOrder order(Server server, Ingredients found) {
        List<ServerPorts.Wanted> ports = found.ports().stream()
                .map(port -> new ServerPorts.Wanted(
                        port.portId().orElseGet(UUID::randomUUID),
                        port.portId().isPresent(),
                        port.networkId().orElseThrow(),
                        port.fixedIp(),
                        port.tag()))
                .toList();
        return new BootOrder(
                server.projectId,
                server.userId,
                server.name,
                server.hostname,
                found.flavor(),
                found.image(),
                server.configDrive,
                wanted.zone(),
                wanted.host(),
                wanted.securityGroups(),
                ports);
    }
}
