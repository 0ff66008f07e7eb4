package io.caelum.compute.worker.guest;

import io.caelum.compute.worker.state.JsonFolder;
import io.caelum.platform.contract.compute.GuestOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The newest order for each guest, written down before it is carried out, so that an older one that comes late does not
 * undo it. What had not ended when the process did is begun again when compute control repeats the order.
 */
final class OrderBook {

    /** What is to be done with an order. */
    enum Admission {
        CARRY_OUT,
        UNDER_WAY,
        /** It has ended: the answer may have been lost. */
        TELL_AGAIN,
        /** A newer one has come since. */
        STALE
    }

    private final JsonFolder<OrderEntry> files;
    private final Map<UUID, OrderEntry> entries = new ConcurrentHashMap<>();

    OrderBook(Path state) {
        files = new JsonFolder<>(state.resolve("orders"), OrderEntry.class);
        files.readAll().forEach((server, entry) -> entries.put(server, entry.ended() ? entry : beforeIt(entry)));
    }

    /** As if it had never come, but those before it had. */
    private static OrderEntry beforeIt(OrderEntry entry) {
        return new OrderEntry(
                entry.serverId(), entry.generation(), entry.number() - 1, true, 0, Optional.empty(), true);
    }

    Admission admit(GuestOrder order) {
        var admission = new Admission[1];
        change(order.serverId(), known -> {
            admission[0] = admission(known, order);
            return admission[0] == Admission.CARRY_OUT ? OrderEntry.begun(order) : known;
        });
        return admission[0];
    }

    private static Admission admission(@Nullable OrderEntry known, GuestOrder order) {
        if (known == null || order.number() > known.number()) {
            return Admission.CARRY_OUT;
        }
        if (!known.isOf(order)) {
            return Admission.STALE;
        }
        return known.ended() ? Admission.TELL_AGAIN : Admission.UNDER_WAY;
    }

    boolean isNewest(GuestOrder order) {
        OrderEntry known = entries.get(order.serverId());
        return known != null && known.isOf(order);
    }

    void ended(GuestOrder order, int powerState, Optional<String> failure) {
        change(
                order.serverId(),
                known -> known != null && known.isOf(order) ? known.ended(powerState, failure) : known);
    }

    void told(OrderEntry entry) {
        change(entry.serverId(), known -> entry.equals(known) ? known.withTold() : known);
    }

    /** False when a newer order has come since. */
    boolean isStillTrue(OrderEntry entry) {
        return entry.equals(entries.get(entry.serverId()));
    }

    Optional<OrderEntry> find(UUID server) {
        return Optional.ofNullable(entries.get(server));
    }

    List<OrderEntry> owed() {
        return entries.values().stream().filter(OrderEntry::isOwed).toList();
    }

    /** Forgets the orders of servers that nobody knows any more. */
    void prune(Predicate<UUID> isKnown) {
        entries.keySet().stream().filter(isKnown.negate()).toList().forEach(server -> change(server, known -> null));
    }

    private void change(UUID server, UnaryOperator<@Nullable OrderEntry> change) {
        entries.compute(server, (id, known) -> {
            OrderEntry next = change.apply(known);
            if (next == null) {
                files.delete(id);
            } else if (!next.equals(known)) {
                files.write(id, next);
            }
            return next;
        });
    }
}
