package io.caelum.testkit.simulation;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tables in memory with transactions that happen one after the other: what one did is taken back if it fails. How
 * transactions get into each other's way is PostgreSQL's business, and not simulated.
 */
public final class SimulatedStore {

    private @Nullable Deque<Runnable> undo;

    public void begin() {
        if (undo != null) {
            throw new IllegalStateException("a transaction inside of another one");
        }
        undo = new ArrayDeque<>();
    }

    public boolean isInTransaction() {
        return undo != null;
    }

    public void commit() {
        undo = null;
    }

    public void rollback() {
        Deque<Runnable> steps = undo;
        undo = null;
        if (steps != null) {
            steps.forEach(Runnable::run);
        }
    }

    /** How to take back what has just been done. */
    public void undoBy(Runnable step) {
        if (undo == null) {
            throw new IllegalStateException("a change outside of a transaction");
        }
        undo.push(step);
    }

    public <K, V> Table<K, V> table(UnaryOperator<V> copy) {
        return new Table<>(copy);
    }

    /** Rows by key, in the order in which they came. Whoever reads gets a copy. */
    public final class Table<K, V> {

        private final Map<K, V> rows = new LinkedHashMap<>();
        private final UnaryOperator<V> copy;

        private Table(UnaryOperator<V> copy) {
            this.copy = copy;
        }

        public @Nullable V get(K key) {
            V row = rows.get(key);
            return row == null ? null : copy.apply(row);
        }

        public void put(K key, V row) {
            V before = rows.put(key, copy.apply(row));
            undoBy(() -> {
                if (before == null) {
                    rows.remove(key);
                } else {
                    rows.put(key, before);
                }
            });
        }

        public void remove(K key) {
            V before = rows.remove(key);
            if (before != null) {
                undoBy(() -> rows.put(key, before));
            }
        }

        /** For reading only. */
        public Collection<V> all() {
            return rows.values();
        }

        public List<K> keys() {
            return List.copyOf(rows.keySet());
        }
    }
}
