package io.caelum.launcher.command;

import io.caelum.launcher.home.DriverKind;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.home.PortPlan;
import io.caelum.launcher.home.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What {@code up} and {@code demo} can be told; remembered for the next time. */
final class UpOptions {

    @Option(
            names = "--hosts",
            paramLabel = "N",
            description = "how many compute hosts, 1 to 9 (first time: 2; then: as before)")
    Integer hosts;

    @Option(
            names = "--port-base",
            paramLabel = "BASE",
            description = "ports are BASE+32 to BASE+98, a multiple of 100 (first time: 8700; then: as before)")
    Integer portBase;

    @Option(
            names = "--driver",
            paramLabel = "KIND",
            description = "what guests are, simulated or qemu (first time: simulated; then: as before)")
    DriverKind driver;

    Settings settings(Home home) {
        var before = Settings.read(home);
        var settings = new Settings(
                portBase == null ? before.portBase() : portBase,
                hosts == null ? before.hosts() : hosts,
                driver == null ? before.driver() : driver);
        if (settings.hosts() < 1 || settings.hosts() > PortPlan.MOST_HOSTS) {
            throw new CommandLine.PicocliException("--hosts must be from 1 to " + PortPlan.MOST_HOSTS);
        }
        return settings;
    }
}
