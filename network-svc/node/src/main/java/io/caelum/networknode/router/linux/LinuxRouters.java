package io.caelum.networknode.router.linux;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.HostNamespace;
import io.caelum.networknode.keep.NotInPlace;
import io.caelum.networknode.linux.Daemon;
import io.caelum.networknode.linux.Namespace;
import io.caelum.networknode.linux.RunFolders;
import io.caelum.networknode.router.Routers;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.RouterPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Routers of the kernel. */
public final class LinuxRouters implements Routers {

    private static final Logger LOG = Logger.getLogger(LinuxRouters.class);
    private static final String RADVD = "radvd";
    private static final String RADVD_CONFIG = "radvd.conf";

    private final HostNamespace host;
    private final String prefix;
    private final RunFolders folders;
    private final Map<UUID, Applied> applied = new ConcurrentHashMap<>();

    /**
     * @param host where the devices of ports are made
     * @param prefix of the names of namespaces: they belong to the whole machine
     * @param run for files of running processes
     */
    public LinuxRouters(HostNamespace host, String prefix, Path run) {
        this.host = host;
        this.prefix = prefix;
        this.folders = new RunFolders(run);
    }

    @Override
    public String name() {
        return "linux";
    }

    @Override
    public void ensure(RouterPlan plan) throws NotInPlace {
        Path folder = folders.ensure(plan.routerId());
        Namespace namespace = namespace(plan.routerId());
        try {
            namespace.ensure();
            ensureSwitches(namespace);
            // before the legs: there is no moment in which packets pass by without rules
            ensureRules(namespace, plan);
            Map<String, Set<String>> fresh = namespace.ensureLegs(RouterLegs.of(plan));
            namespace.ensureRoutes(RouterLegs.routes(plan));
            ensureAdvertisements(namespace, folder, plan);
            announce(namespace, fresh);
        } catch (CommandFailed e) {
            throw NotInPlace.failed(e);
        }
    }

    @Override
    public void remove(UUID id) throws NotInPlace {
        Daemon.stop(folders.of(id), RADVD);
        try {
            namespace(id).delete();
        } catch (CommandFailed e) {
            throw NotInPlace.failed(e);
        }
        applied.remove(id);
        folders.delete(id);
    }

    @Override
    public Set<UUID> present() {
        return folders.present();
    }

    @Override
    public Set<UUID> broken() {
        return folders.present().stream().filter(this::isBroken).collect(Collectors.toSet());
    }

    @Override
    public List<HopFinding> probe(RouterPlan plan, String floatingIp, String fixedIp) {
        return LinuxRouterProbe.look(namespace(plan.routerId()), plan, floatingIp, fixedIp);
    }

    private boolean isBroken(UUID id) {
        Path folder = folders.of(id);
        return !namespace(id).exists()
                || (Files.exists(folder.resolve(RADVD_CONFIG)) && !Daemon.isAlive(folder, RADVD));
    }

    private Namespace namespace(UUID id) {
        return new Namespace(prefix + "qrouter-" + id, host);
    }

    private static void ensureSwitches(Namespace namespace) throws CommandFailed {
        namespace.ensureSwitch("net/ipv4/ip_forward", "1");
        // answers may come in on another leg than the kernel would send them from
        namespace.ensureSwitch("net/ipv4/conf/all/rp_filter", "0");
        namespace.ensureSwitch("net/ipv4/conf/default/rp_filter", "0");
        if (Files.exists(Path.of("/proc/sys/net/ipv6"))) {
            namespace.ensureSwitch("net/ipv6/conf/all/forwarding", "1");
        }
    }

    /** What nft lists is compared with what it listed after the last change, so that a hand's work is seen as well. */
    private void ensureRules(Namespace namespace, RouterPlan plan) throws CommandFailed {
        String rules = RouterRules.replacing(plan);
        String listed = namespace.run("nft", "-s", "list", "ruleset");
        if (new Applied(rules, listed).equals(applied.get(plan.routerId()))) {
            return;
        }
        namespace.feed(rules, "nft", "-f", "-");
        applied.put(plan.routerId(), new Applied(rules, namespace.run("nft", "-s", "list", "ruleset")));
    }

    private static void ensureAdvertisements(Namespace namespace, Path folder, RouterPlan plan)
            throws CommandFailed, NotInPlace {
        String config = Advertisements.of(plan);
        Path file = folder.resolve(RADVD_CONFIG);
        if (config.isEmpty()) {
            if (deleteIfThere(file)) {
                Daemon.stop(folder, RADVD);
            }
            return;
        }
        boolean isChanged = RunFolders.write(file, config);
        var radvd = new Daemon(
                namespace,
                folder,
                List.of(
                        RADVD,
                        "--nodaemon",
                        "--config=" + file,
                        "--pidfile=" + folder.resolve("radvd.own-pid"),
                        "--logmethod=stderr"));
        if (!radvd.ensure() && isChanged) {
            radvd.reload();
        }
    }

    private static boolean deleteIfThere(Path file) throws NotInPlace {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw NotInPlace.failed(e);
        }
    }

    /** Neighbours that had the addresses from elsewhere learn where they are now. Nobody waits for it. */
    private static void announce(Namespace namespace, Map<String, Set<String>> fresh) {
        fresh.forEach((device, addresses) -> addresses.stream()
                .filter(address -> address.indexOf(':') < 0)
                .map(address -> address.substring(0, address.indexOf('/')))
                .forEach(ip ->
                        Thread.ofVirtual().name("announcing " + ip).start(() -> announce(namespace, device, ip))));
    }

    private static void announce(Namespace namespace, String device, String ip) {
        try {
            namespace.run("arping", "-q", "-U", "-c", "3", "-w", "4", "-I", device, ip);
        } catch (CommandFailed nobody) {
            // arping counts answers, and there should be none
            LOG.debugf("address announced, device=%s ip=%s said=%s", device, ip, nobody.getMessage());
        }
    }

    private record Applied(String rules, String listed) {}
}
