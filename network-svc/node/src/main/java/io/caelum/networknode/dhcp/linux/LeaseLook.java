package io.caelum.networknode.dhcp.linux;

import static io.caelum.platform.contract.network.HopFinding.broken;
import static io.caelum.platform.contract.network.HopFinding.fine;
import static io.caelum.platform.contract.network.HopFinding.unknown;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networknode.linux.Daemon;
import io.caelum.networknode.linux.Leg;
import io.caelum.networknode.linux.Link;
import io.caelum.networknode.linux.Namespace;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.DhcpPlan.Lease;
import io.caelum.platform.contract.network.HopFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks at what a port would be given by its network's server, and at what it was given. Changes nothing. */
final class LeaseLook {

    private static final String HOP = "dhcp-lease";
    private static final String REPAIR = "The DHCP agent repairs that within 15 s; if it stays so, its log says why.";

    private final Namespace namespace;
    private final Path folder;
    private final DhcpPlan plan;

    LeaseLook(Namespace namespace, Path folder, DhcpPlan plan) {
        this.namespace = namespace;
        this.folder = folder;
        this.plan = plan;
    }

    /** @param leases all of one port */
    HopFinding of(Leg leg, List<Lease> leases) {
        Optional<Lease> asked = leases.stream().filter(this::isServed).findFirst();
        if (asked.isEmpty()) {
            return fine(HOP, "The subnet has no DHCP: the guest has to know its address otherwise.");
        }
        return server(leg).or(() -> listed(asked.get())).orElseGet(() -> given(asked.get()));
    }

    private boolean isServed(Lease lease) {
        return DnsmasqFiles.served(plan).stream()
                .anyMatch(subnet -> subnet.subnetId().equals(lease.subnetId()) && DnsmasqFiles.isAskedFor(subnet));
    }

    /** What is wrong with the server itself. */
    private Optional<HopFinding> server(Leg leg) {
        if (!namespace.exists()) {
            return Optional.of(broken(HOP, "There is no namespace " + namespace.name() + ".", REPAIR));
        }
        if (!Daemon.isAlive(folder, Dnsmasq.PROGRAM)) {
            return Optional.of(broken(HOP, "dnsmasq does not run.", "The DHCP agent starts it within 5 s."));
        }
        try {
            Link link = namespace.devices().get(leg.device());
            return link != null && link.isUp() && link.addresses().containsAll(leg.addresses())
                    ? Optional.empty()
                    : Optional.of(broken(
                            HOP,
                            "The server's own device " + leg.device() + " is missing, down, or without its addresses.",
                            REPAIR));
        } catch (CommandFailed e) {
            return Optional.of(broken(HOP, "The server cannot be looked at: " + e.getMessage(), REPAIR));
        }
    }

    /** What it does not know, or knows wrongly. */
    private Optional<HopFinding> listed(Lease lease) {
        String line = DnsmasqFiles.host(lease).orElse("");
        return read(Dnsmasq.HOSTS).lines().anyMatch(line::equals)
                ? Optional.empty()
                : Optional.of(broken(
                        HOP,
                        "The server's list does not give " + lease.ipAddress() + " to " + lease.macAddress() + ".",
                        REPAIR));
    }

    private HopFinding given(Lease lease) {
        String mac = lease.macAddress().toLowerCase(Locale.ROOT);
        // expiry, hardware address, address, name, id of the client
        List<String[]> found = read(Dnsmasq.LEASES)
                .lines()
                .map(line -> line.split(" "))
                .filter(words ->
                        words.length > 2 && words[1].toLowerCase(Locale.ROOT).equals(mac))
                .toList();
        if (found.isEmpty()) {
            return unknown(
                    HOP,
                    "The server would give " + lease.ipAddress() + ", but " + mac + " has not asked.",
                    "If the guest lacks its address: look whether it asks by DHCP.");
        }
        return found.stream().anyMatch(words -> words[2].equals(lease.ipAddress()))
                ? fine(HOP, mac + " has asked, and was given " + lease.ipAddress() + ".")
                : broken(
                        HOP,
                        mac + " was given " + found.getFirst()[2] + ", and its port has " + lease.ipAddress() + ".",
                        "Have the guest ask again, or reboot it: openstack server reboot " + lease.deviceId());
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException none) {
            return "";
        }
    }
}
