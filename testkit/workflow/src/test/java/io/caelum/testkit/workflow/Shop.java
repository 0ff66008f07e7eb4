package io.caelum.testkit.workflow;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A neighbour with a memory. */
@Singleton
class Shop {

    private final Map<UUID, List<String>> orders = new ConcurrentHashMap<>();

    List<String> ordersOf(UUID errand) {
        return orders.computeIfAbsent(errand, id -> new CopyOnWriteArrayList<>());
    }
}
