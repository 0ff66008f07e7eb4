package io.caelum.networknode.dhcp.linux;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networknode.keep.NotInPlace;
import io.caelum.networknode.linux.Daemon;
import io.caelum.networknode.linux.Namespace;
import io.caelum.networknode.linux.RunFolders;
import io.caelum.networknode.metadata.MetadataServer;
import io.caelum.platform.contract.network.HopFinding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * The haproxy of a network. Who asks is known by the network and by the address that the connection comes from; what a
 * guest says about that in headers is thrown away first.
 */
final class MetadataProxy {

    static final String PROGRAM = "haproxy";
    static final String CONFIG = "haproxy.cfg";

    private MetadataProxy() {}

    static void ensure(Namespace namespace, Path folder, UUID networkId, Path socket) throws NotInPlace, CommandFailed {
        Path config = folder.resolve(CONFIG);
        if (RunFolders.write(config, text(networkId, socket))) {
            Daemon.stop(folder, PROGRAM);
        }
        new Daemon(namespace, folder, List.of(PROGRAM, "-db", "-f", config.toString())).ensure();
    }

    /** Whether guests of the network would be heard. */
    static HopFinding probe(Path folder, Path socket) {
        if (!Daemon.isAlive(folder, PROGRAM)) {
            return HopFinding.broken("metadata", "haproxy does not run.", "The DHCP agent starts it within 5 s.");
        }
        return Files.exists(socket)
                ? HopFinding.fine("metadata", "The network's proxy runs.")
                : HopFinding.broken(
                        "metadata",
                        "Nobody is behind the network's proxy: " + socket + " is gone.",
                        "Start the network node again.");
    }

    static String text(UUID networkId, Path socket) {
        return """
            global
                user %s
                group %s
                maxconn 512
            defaults
                mode http
                timeout connect 5s
                timeout client 30s
                timeout server 30s
                timeout http-request 10s
                timeout http-keep-alive 5s
            frontend guests
                bind 169.254.169.254:80
                http-request del-header X-Caelum- -m beg
                http-request del-header X-Forwarded -m beg
                http-request del-header X-Instance -m beg
                http-request del-header X-Tenant -m beg
                http-request del-header X-Neutron- -m beg
                http-request del-header Forwarded
                http-request set-header %s %%[src]
                http-request set-header %s %s
                default_backend agent
            backend agent
                server agent unix@%s
            """.formatted(
                        MetadataServer.PROXY_USER,
                        MetadataServer.PROXY_USER,
                        MetadataServer.SOURCE_HEADER,
                        MetadataServer.NETWORK_HEADER,
                        networkId,
                        socket);
    }
}
