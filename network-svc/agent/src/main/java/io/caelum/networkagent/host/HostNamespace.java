package io.caelum.networkagent.host;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a host's network devices are.
 *
 * @param name of a network namespace as {@code ip netns} knows it; empty: the one in which this process runs
 */
public record HostNamespace(Optional<String> name) {

    private static final String HOST = "{host}";

    /** The namespace in which this process runs. */
    public static HostNamespace own() {
        return new HostNamespace(Optional.empty());
    }

    /** @param template a namespace's name, in which <code>{host}</code> stands for the host's */
    public static HostNamespace of(Optional<String> template, String host) {
        return new HostNamespace(template.filter(text -> !text.isBlank()).map(text -> text.replace(HOST, host)));
    }

    /** The command that does in the namespace what {@code command} does outside of it. */
    public List<String> inside(List<String> command) {
        return name.map(ns -> Stream.concat(Stream.of("ip", "netns", "exec", ns), command.stream())
                        .toList())
                .orElseGet(() -> List.copyOf(command));
    }
}
