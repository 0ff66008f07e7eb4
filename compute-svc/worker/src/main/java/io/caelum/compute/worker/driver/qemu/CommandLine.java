package io.caelum.compute.worker.driver.qemu;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.compute.worker.driver.qemu.disk.Disks;
import io.caelum.compute.worker.driver.qemu.process.GuestProcesses;
import io.caelum.networkagent.host.DeviceNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What QEMU is told about a guest. It works in the guest's folder, so all files have short names. */
final class CommandLine {

    /** No new rights, no new programs, no calls that nothing uses any more. */
    static final String SANDBOX = "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final QemuSettings settings;
    private final Accelerator accelerator;
    private final GuestProcesses processes;

    CommandLine(QemuSettings settings, Accelerator accelerator, GuestProcesses processes) {
        this.settings = settings;
        this.accelerator = accelerator;
        this.processes = processes;
    }

    /** @param further e.g. to begin with another guest's memory */
    List<String> of(QemuGuest guest, GuestFolder folder, List<String> further) {
        var line = new ArrayList<>(List.of(settings.program()));
        add(line, "-name", processes.name(guest.serverId()));
        line.addAll(List.of("-nodefaults", "-no-user-config", "-display", "none"));
        add(line, "-sandbox", SANDBOX);
        add(line, "-uuid", guest.serverId().toString());
        // guests that look for a cloud look here first
        add(line, "-smbios", "type=1,manufacturer=Caelum,product=OpenStack Nova,serial=" + guest.serverId());
        add(line, "-machine", "pc,usb=off,dump-guest-core=off");
        add(line, "-accel", accelerator.argument(settings.translationMb()));
        cpuModel(line);
        add(line, "-m", guest.size().memoryMb() + "M");
        add(line, "-smp", Integer.toString(guest.size().vcpus()));
        add(line, "-rtc", "base=utc");
        add(line, "-qmp", "unix:" + GuestFolder.QMP + ",server=on,wait=off");
        add(
                line,
                "-chardev",
                "socket,id=serial,server=on,wait=off,path=" + GuestFolder.SERIAL + ",logfile=" + GuestFolder.CONSOLE_LOG
                        + ",logappend=on");
        add(line, "-serial", "chardev:serial");
        add(line, "-vga", "std");
        add(line, "-vnc", "unix:" + GuestFolder.SCREEN);
        add(line, "-object", "rng-random,id=random,filename=/dev/urandom");
        add(line, "-device", "virtio-rng-pci,rng=random");
        disks(line, guest, folder);
        guest.cards().forEach(card -> card(line, card));
        line.addAll(further);
        return line;
    }

    private void cpuModel(List<String> line) {
        settings.cpuModel()
                .or(() -> accelerator == Accelerator.KVM ? java.util.Optional.of("host") : java.util.Optional.empty())
                .ifPresent(model -> add(line, "-cpu", model));
    }

    private static void disks(List<String> line, QemuGuest guest, GuestFolder folder) {
        disk(line, Disks.rootNode(guest.base()), ",bootindex=0");
        for (String further : List.of(Disks.EPHEMERAL, Disks.SWAP)) {
            if (folder.file(further).toFile().exists()) {
                disk(line, Disks.node(further, "raw", further, false), "");
            }
        }
        if (guest.configDrive()) {
            disk(line, Disks.node(GuestFolder.CONFIG_DRIVE, "raw", GuestFolder.CONFIG_DRIVE, true), "");
        }
    }

    private static void disk(List<String> line, Map<String, Object> node, String more) {
        add(line, "-blockdev", JSON.valueToTree(node).toString());
        Object name = node.get("node-name");
        add(line, "-device", "virtio-blk-pci,id=dev-" + name + ",serial=" + name + ",drive=" + name + more);
    }

    private void card(List<String> line, QemuGuest.Card card) {
        add(line, "-netdev", JSON.valueToTree(netdev(card)).toString());
        add(line, "-device", JSON.valueToTree(device(card)).toString());
    }

    Map<String, Object> netdev(QemuGuest.Card card) {
        var netdev = new LinkedHashMap<String, Object>();
        netdev.put("id", card.netdev());
        switch (settings.network()) {
            case TAP -> {
                netdev.put("type", "tap");
                netdev.put("ifname", DeviceNames.tap(card.portId()));
                netdev.put("script", "no");
                netdev.put("downscript", "no");
                // with it, frames would leave without checksums, which Open vSwitch's userspace datapath does not add
                netdev.put("vnet_hdr", false);
            }
            case NONE -> {
                netdev.put("type", "hubport");
                netdev.put("hubid", 1 + Math.floorMod(card.portId().hashCode(), 1 << 30));
            }
        }
        return netdev;
    }

    static Map<String, Object> device(QemuGuest.Card card) {
        var device = new LinkedHashMap<String, Object>();
        device.put("driver", "virtio-net-pci");
        device.put("id", card.device());
        device.put("netdev", card.netdev());
        device.put("mac", card.macAddress());
        device.put("host_mtu", card.mtu());
        card.slot().ifPresent(slot -> device.put("addr", "0x%x".formatted(slot)));
        // nothing boots from the network here, and the attempt takes time
        device.put("romfile", "");
        return device;
    }

    private static void add(List<String> line, String option, String value) {
        line.add(option);
        line.add(value);
    }
}
