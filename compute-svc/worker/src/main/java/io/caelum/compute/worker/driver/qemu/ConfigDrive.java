package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.qemu.process.Programs;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.ServerMetadata;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.guestdata.GuestDocuments;
import io.caelum.platform.guestdata.Nic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small read-only disk with what the guest may know of itself, for guests that cannot or shall not ask over a network. */
final class ConfigDrive {

    /** By which guests know it. */
    static final String LABEL = "config-2";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ConfigDrive() {}

    static void write(BuildRequest build, Path file) throws DriverException, InterruptedException {
        write(GuestDocuments.of(metadata(build), nics(build.ports())), file);
    }

    private static void write(Map<String, byte[]> documents, Path file) throws DriverException, InterruptedException {
        Path tree = null;
        try {
            tree = Files.createTempDirectory("caelum-config-drive");
            for (var document : documents.entrySet()) {
                Path target = tree.resolve(document.getKey());
                Files.createDirectories(target.getParent());
                Files.write(target, document.getValue());
            }
            Files.deleteIfExists(file);
            Programs.run(tree, command(file), PATIENCE);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        } catch (IOException e) {
            throw new DriverException("The config drive cannot be made: " + e.getMessage(), e);
        } finally {
            delete(tree);
        }
    }

    private static List<String> command(Path file) {
        return List.of(
                "xorriso",
                "-as",
                "mkisofs",
                "-quiet",
                "-V",
                LABEL,
                "-J",
                "-r",
                "-o",
                file.toAbsolutePath().toString(),
                ".");
    }

    private static ServerMetadata metadata(BuildRequest build) {
        return new ServerMetadata(
                build.serverId(),
                build.name(),
                build.hostname(),
                build.projectId(),
                "nova",
                "",
                0,
                build.metadata(),
                build.publicKey()
                        .map(key -> Map.of(build.keyName().orElse("key"), key))
                        .orElse(Map.of()),
                build.userData());
    }

    private static List<Nic> nics(List<BoundPort> ports) {
        return ports.stream()
                .map(port -> new Nic(
                        port.portId(), port.networkId(), port.macAddress(), port.mtu(), addresses(port.fixedIps())))
                .toList();
    }

    /** What a host is told of addresses is enough for those that the guest asks for by DHCP. */
    private static List<Nic.Address> addresses(List<BoundPort.FixedIp> fixedIps) {
        return fixedIps.stream()
                .filter(fixedIp -> fixedIp.version() == 4)
                .map(fixedIp -> new Nic.Address(
                        fixedIp.ipAddress(),
                        fixedIp.ipAddress() + "/32",
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        List.of(),
                        List.of()))
                .toList();
    }

    private static void delete(Path tree) throws DriverException {
        if (tree == null) {
            return;
        }
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new DriverException("The config drive's sources cannot be removed: " + e.getMessage(), e);
        }
    }
}
