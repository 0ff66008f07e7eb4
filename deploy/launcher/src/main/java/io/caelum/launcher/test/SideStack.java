package io.caelum.launcher.test;

import io.caelum.launcher.Console;
import io.caelum.launcher.home.DriverKind;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.home.Settings;
import io.caelum.launcher.infra.Purpose;
import io.caelum.launcher.part.Stack;
import io.caelum.launcher.process.Interruption;
import io.caelum.launcher.process.Signal;
import io.caelum.launcher.up.ShutDown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * A stack for a while, beside the user's own: in a temporary folder, on ports that nobody uses. An interruption leaves
 * nothing of it.
 */
public final class SideStack implements AutoCloseable {

    private final PortReservation ports;
    private final Stack stack;
    private final Console console;
    private final Interruption.Undo undo;

    private SideStack(PortReservation ports, Stack stack, Console console) {
        this.ports = ports;
        this.stack = stack;
        this.console = console;
        this.undo = Interruption.undo(this::abandon);
    }

    public static SideStack open(int hosts, DriverKind driver, Purpose purpose, Console console) {
        try {
            var ports = PortReservation.take();
            var home = new Home(Files.createTempDirectory("caelum-side-")).create();
            return new SideStack(ports, Stack.of(home, new Settings(ports.base(), hosts, driver), purpose), console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Stack stack() {
        return stack;
    }

    /** Stops what runs of it; its folder stays. */
    @Override
    public void close() {
        Interruption.stopHereIfBegun();
        new ShutDown(stack, console).run();
        undo.close();
        ports.close();
    }

    /** At once: nobody needs what its processes would still write. */
    private void abandon() {
        stack.services().forEach(service -> service.process().ifPresent(process -> process.send(Signal.KILL)));
        new ShutDown(stack, console).run();
        stack.home().purge();
        console.line("Interrupted: nothing of the temporary stack is left.");
    }
}
