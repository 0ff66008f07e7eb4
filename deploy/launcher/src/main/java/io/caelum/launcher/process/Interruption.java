package io.caelum.launcher.process;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Ctrl-C, or a kill of this command: what is half-way is put right before it ends. From then on nothing is started any
 * more, or it would be missed.
 */
public final class Interruption {

    private static final Deque<Undo> UNDO = new ConcurrentLinkedDeque<>();
    private static final ReentrantReadWriteLock GATE = new ReentrantReadWriteLock();
    private static boolean begun;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Interruption::putRight, "put right what is half-way"));
    }

    private Interruption() {}

    /** What an interruption has to do; nothing any more once it is closed. */
    public static final class Undo implements AutoCloseable {

        private final Runnable action;

        private Undo(Runnable action) {
            this.action = action;
        }

        /** Does not return if the end has begun: whoever comes here then must not take the work from the undoing. */
        @Override
        public void close() {
            unlessBegun(() -> UNDO.remove(this));
        }
    }

    /** The latest is undone first. */
    public static Undo undo(Runnable action) {
        var undo = new Undo(action);
        UNDO.push(undo);
        return undo;
    }

    /** For what an undo must not miss, such as the start of a process. Does not return if the end has begun. */
    static <T> T unlessBegun(Supplier<T> action) {
        GATE.readLock().lock();
        try {
            if (!begun) {
                return action.get();
            }
        } finally {
            GATE.readLock().unlock();
        }
        throw stopHere();
    }

    /** For a thread that is about to end, or to tell, what the interruption may have made happen. */
    public static void stopHereIfBegun() {
        unlessBegun(() -> null);
    }

    /** This thread has nothing to do any more; the Java machine ends when everything is put right. */
    private static Error stopHere() {
        while (true) {
            LockSupport.park();
        }
    }

    /** Every ending comes through here, the orderly one with nothing to undo. */
    private static void putRight() {
        GATE.writeLock().lock();
        begun = true;
        GATE.writeLock().unlock();
        for (var undo = UNDO.poll(); undo != null; undo = UNDO.poll()) {
            try {
                undo.action.run();
            } catch (RuntimeException e) {
                System.err.println("deploy/stack: could not put everything right: " + e);
            }
        }
    }
}
