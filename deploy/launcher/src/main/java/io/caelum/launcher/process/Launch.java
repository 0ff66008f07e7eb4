package io.caelum.launcher.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a {@link Daemon}.
 *
 * @param command the program and its arguments; everybody on the machine can read them, so no secrets
 * @param environment added to our own environment; readable by the owner of the process only
 * @param directory where it runs
 * @param log file that takes its output, appended
 * @param pidFile where it is recorded
 */
public record Launch(
        String name, List<String> command, Map<String, String> environment, Path directory, Path log, Path pidFile) {}
