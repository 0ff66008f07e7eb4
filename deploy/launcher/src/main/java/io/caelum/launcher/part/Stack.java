package io.caelum.launcher.part;

import io.caelum.launcher.field.Field;
import io.caelum.launcher.field.FieldPlan;
import io.caelum.launcher.home.Checkout;
import io.caelum.launcher.home.DriverKind;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.home.Secrets;
import io.caelum.launcher.home.Settings;
import io.caelum.launcher.infra.Purpose;
import io.caelum.launcher.process.Daemon;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All parts of one stack.
 *
 * @param infra what Caelum stands on, with what is needed to prepare it
 * @param field hosts with cables and switches, where guests are real
 * @param services our own processes
 */
public record Stack(
        Home home,
        Settings settings,
        Checkout checkout,
        Infra infra,
        Optional<Field> field,
        List<JavaService> services) {

    /** The stack as its state folder says. */
    public static Stack of(Home home) {
        return of(home, Settings.read(home));
    }

    public static Stack of(Home home, Settings settings) {
        return of(home, settings, Purpose.WORK);
    }

    public static Stack of(Home home, Settings settings, Purpose purpose) {
        var checkout = Checkout.current();
        var javaHome = Path.of(System.getProperty("java.home"));
        var secrets = new Secrets(home);
        var field = settings.driver() == DriverKind.QEMU
                ? Optional.of(new Field(new FieldPlan(settings.portBase(), settings.hosts()), home))
                : Optional.<Field>empty();
        return new Stack(
                home,
                settings,
                checkout,
                Infra.of(home, settings.ports(), secrets, javaHome, purpose),
                field,
                new Services(home, settings, checkout, secrets, javaHome, purpose, field).all());
    }

    /** One of our own processes. */
    public JavaService service(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no process " + name));
    }

    public List<Part> parts() {
        var all = new ArrayList<Part>(infra.parts());
        field.ifPresent(there -> all.addAll(there.parts()));
        all.addAll(services);
        return List.copyOf(all);
    }

    /** All that run now. */
    public Set<Daemon> processes() {
        return parts().stream().flatMap(part -> part.process().stream()).collect(Collectors.toSet());
    }

    public boolean isDown() {
        return processes().isEmpty();
    }
}
