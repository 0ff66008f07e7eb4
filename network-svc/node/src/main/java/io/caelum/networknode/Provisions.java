package io.caelum.networknode;

import io.caelum.networkagent.host.HostNamespace;
import io.caelum.networknode.dhcp.DhcpServers;
import io.caelum.networknode.dhcp.linux.LinuxDhcpServers;
import io.caelum.networknode.dhcp.simulated.SimulatedDhcpServers;
import io.caelum.networknode.router.Routers;
import io.caelum.networknode.router.linux.LinuxRouters;
import io.caelum.networknode.router.simulated.SimulatedRouters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * What does the work on one host.
 *
 * @param metadataSocket where guests' questions arrive; empty where there are no guests
 */
record Provisions(Routers routers, DhcpServers networks, Optional<Path> metadataSocket) {

    static Provisions of(NodeSettings settings, String host, Optional<String> hostNamespace) {
        return switch (settings.driver()) {
            case "simulated" -> simulated(settings.stateDir().resolve(host).resolve("simulated"));
            case "linux" -> linux(settings, host, hostNamespace);
            default ->
                throw new IllegalArgumentException("caelum.network-node.driver: there is no driver \""
                        + settings.driver() + "\", only \"linux\" and \"simulated\"");
        };
    }

    private static Provisions simulated(Path folder) {
        return new Provisions(
                new SimulatedRouters(folder.resolve("routers")),
                new SimulatedDhcpServers(folder.resolve("networks")),
                Optional.empty());
    }

    private static Provisions linux(NodeSettings settings, String host, Optional<String> hostNamespace) {
        Path run = settings.runDir().resolve(shortName(settings, host));
        Path socket = run.resolve("metadata.sock");
        String prefix = settings.namespacePrefix().orElse("");
        HostNamespace namespace = HostNamespace.of(hostNamespace, host);
        return new Provisions(
                new LinuxRouters(namespace, prefix, run.resolve("routers")),
                new LinuxDhcpServers(namespace, prefix, run.resolve("networks"), socket),
                Optional.of(socket));
    }

    /** Of the host and its state, so that two clouds on a machine do not meet; a socket's path has to be short. */
    private static String shortName(NodeSettings settings, String host) {
        String whole = settings.stateDir().toAbsolutePath().resolve(host).toString();
        return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
    }
}
