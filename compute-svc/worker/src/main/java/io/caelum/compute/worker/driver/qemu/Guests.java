package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.state.JsonFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** What is written down of all guests, in memory and in files. */
final class Guests {

    private final JsonFolder<QemuGuest> files;
    private final Map<UUID, QemuGuest> guests;

    Guests(Path folder) {
        files = new JsonFolder<>(folder, QemuGuest.class);
        guests = new ConcurrentHashMap<>(files.readAll());
    }

    QemuGuest require(UUID server) throws DriverException {
        return find(server).orElseThrow(() -> new DriverException("There is no such guest: " + server));
    }

    Optional<QemuGuest> find(UUID server) {
        return Optional.ofNullable(guests.get(server));
    }

    List<QemuGuest> all() {
        return List.copyOf(guests.values());
    }

    void put(QemuGuest guest) {
        guests.compute(guest.serverId(), (id, known) -> {
            files.write(id, guest);
            return guest;
        });
    }

    /** A guest that is not there stays so. */
    void change(UUID server, UnaryOperator<QemuGuest> change) {
        guests.computeIfPresent(server, (id, known) -> {
            QemuGuest next = change.apply(known);
            if (!next.equals(known)) {
                files.write(id, next);
            }
            return next;
        });
    }

    void remove(UUID server) {
        guests.computeIfPresent(server, (id, known) -> {
            files.delete(id);
            return null;
        });
        files.delete(server);
    }
}
