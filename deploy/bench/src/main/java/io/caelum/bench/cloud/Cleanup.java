package io.caelum.bench.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Deletes what a run has made. It goes by names, all of which begin with the run's prefix: so it also finds what was made
 * by a request whose answer never came.
 */
public final class Cleanup implements Runnable {

    private static final int AT_ONCE = 10;
    private static final int PAGE = 1_000;

    /** Settings of the project that were changed, and how they were. */
    private final Deque<Runnable> restoring = new ArrayDeque<>();

    private final Api api;
    private final Consumer<String> tell;
    private final Duration patience;
    private final String prefix = "bench-" + UUID.randomUUID().toString().substring(0, 8) + "-";

    public Cleanup(Api api, Consumer<String> tell) {
        this(api, tell, Duration.ofMinutes(10));
    }

    Cleanup(Api api, Consumer<String> tell, Duration patience) {
        this.api = api;
        this.tell = tell;
        this.patience = patience;
    }

    /** What the names of all things of this run begin with. */
    public String prefix() {
        return prefix;
    }

    /** To be done at the end, the latest first. */
    public synchronized void restoreLater(Runnable action) {
        restoring.push(action);
    }

    /** A second time there is nothing left to do. */
    @Override
    public synchronized void run() {
        attempt("servers", this::deleteServers);
        attempt("ports", () -> deleteAll("network", "/ports", "ports"));
        attempt("networks", () -> deleteAll("network", "/networks", "networks"));
        attempt("images", () -> deleteAll("image", "/images", "images"));
        attempt("flavors", this::deleteFlavors);
        while (!restoring.isEmpty()) {
            attempt("quotas", restoring.pop());
        }
    }

    private void attempt(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            tell.accept("%s named %s... may be left: %s".formatted(what, prefix, e.getMessage()));
        }
    }

    /** All servers of this run, gone when this returns. */
    public void deleteServers() {
        long end = System.nanoTime() + patience.toNanos();
        var asked = new java.util.HashSet<String>();
        for (var left = servers(); !left.isEmpty(); left = servers()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(left.size() + " servers do not go");
            }
            inParallel(left.stream().filter(asked::add).toList(), id -> api.delete("compute", "/servers/" + id));
            pause();
        }
    }

    private List<String> servers() {
        return mine(api.get("compute", "/servers?limit=" + PAGE + "&name=%5E" + prefix), "servers");
    }

    private void deleteFlavors() {
        if (api.isAdmin()) {
            mine(api.get("compute", "/flavors?is_public=None"), "flavors")
                    .forEach(id -> delete("compute", "/flavors/" + id));
        }
    }

    private void deleteAll(String service, String path, String kind) {
        String query = service.equals("image") ? "?limit=1000" : "?fields=id&fields=name";
        inParallel(mine(api.get(service, path + query), kind), id -> delete(service, path + "/" + id));
    }

    private void delete(String service, String path) {
        var answer = api.delete(service, path);
        if (answer.status() != 404) {
            answer.orThrow();
        }
    }

    private List<String> mine(Answer list, String kind) {
        var ids = new ArrayList<String>();
        for (JsonNode thing : list.orThrow().body().path(kind)) {
            if (thing.path("name").asText().startsWith(prefix)) {
                ids.add(thing.path("id").asText());
            }
        }
        return ids;
    }

    private static void inParallel(List<String> ids, Consumer<String> action) {
        var places = new Semaphore(AT_ONCE);
        var failures = new java.util.concurrent.ConcurrentLinkedQueue<RuntimeException>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ids.forEach(id -> threads.execute(() -> {
                places.acquireUninterruptibly();
                try {
                    action.accept(id);
                } catch (RuntimeException e) {
                    failures.add(e);
                } finally {
                    places.release();
                }
            }));
        }
        if (!failures.isEmpty()) {
            throw failures.peek();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(300));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
