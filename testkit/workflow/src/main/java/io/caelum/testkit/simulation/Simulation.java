package io.caelum.testkit.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;

/**
 * A world in one thread: everything that happens is an event at a time, and chance is a seed. So the same seed gives the
 * same run, and what went wrong once can be looked at again.
 */
public final class Simulation {

    private static final String SHOWN = System.getProperty("caelum.simulation.show");
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private final MessageDigest digest = sha256();
    private long now;
    private long number;

    public Simulation(long seed) {
        random = new Random(seed);
    }

    private record Event(long at, long number, SimulatedProcess of, Runnable work) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    // ---- time ----

    public long nanos() {
        return now;
    }

    public Instant instant() {
        return BEGIN.plusNanos(now);
    }

    public Clock clock() {
        return ((InstantSource) this::instant).withZone(ZoneOffset.UTC);
    }

    /** Something that happens by itself. */
    public void after(Duration delay, Runnable work) {
        after(delay, null, work);
    }

    /** Something that a process does, if it is still alive then. */
    void after(Duration delay, SimulatedProcess of, Runnable work) {
        events.add(new Event(now + Math.max(1, delay.toNanos()), number++, of, work));
    }

    /** Lets happen what happens until that time. */
    public void runFor(Duration time) {
        long end = now + time.toNanos();
        while (!events.isEmpty() && events.peek().at() <= end) {
            perform(events.poll());
        }
        now = end;
    }

    private void perform(Event event) {
        now = Math.max(now, event.at());
        SimulatedProcess of = event.of();
        if (of == null) {
            event.work().run();
        } else if (of.isStopped()) {
            events.add(new Event(of.stoppedUntil(), number++, of, event.work()));
        } else if (of.isAlive()) {
            event.work().run();
        }
    }

    // ---- processes ----

    public SimulatedProcess startProcess(String name) {
        var process = new SimulatedProcess(this, name);
        processes.removeIf(one -> !one.isAlive());
        processes.add(process);
        return process;
    }

    // ---- chance ----

    public boolean chance(double of) {
        return random.nextDouble() < of;
    }

    public long random(long bound) {
        return random.nextLong(bound);
    }

    public Duration upTo(Duration longest) {
        return Duration.ofNanos(1 + random.nextLong(longest.toNanos()));
    }

    public UUID newId() {
        return new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | 0x8000000000000000L);
    }

    // ---- what happened ----

    /** One line of the run's record; those with the text of the property are printed, to look at one thing in a run. */
    public void tell(String what) {
        if (SHOWN != null && what.contains(SHOWN)) {
            System.out.printf("%12.3f %s%n", now / 1e9, what);
        }
        digest.update((now + " " + what + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Equal for equal runs. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
