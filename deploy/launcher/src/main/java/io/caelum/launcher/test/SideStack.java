package io.caelum.launcher.test;

import io.caelum.launcher.home.Home;
import io.caelum.launcher.home.PortPlan;
import io.caelum.launcher.home.Settings;
import io.caelum.launcher.infra.Purpose;
import io.caelum.launcher.part.Stack;
import io.caelum.launcher.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.stream.IntStream;

/** A stack for a while, beside the user's own: in a temporary folder, on ports that nobody uses. */
public final class SideStack {

    private SideStack() {}

    public static Stack of(int hosts, Purpose purpose) {
        try {
            var home = new Home(Files.createTempDirectory("caelum-side-")).create();
            return Stack.of(home, new Settings(freePortBase(), hosts), purpose);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePortBase() {
        return IntStream.iterate(9700, base -> base < 30_000, base -> base + 100)
                .filter(base -> IntStream.range(base + 30, base + 99).noneMatch(Ports::answers))
                .findFirst()
                .orElse(PortPlan.DEFAULT_BASE);
    }
}
