package io.caelum.network.path;

import io.caelum.platform.contract.network.HopFinding;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of the hosts on a way, for those who may not see where ports are bound: they read {@code ***} instead. */
final class HiddenHosts {

    private final Pattern names;

    HiddenHosts(PathFacts facts) {
        String all = Stream.of(facts.portHost(), facts.routerHost(), facts.dhcpHost())
                .filter(Objects::nonNull)
                .filter(host -> !host.isEmpty())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        names = Pattern.compile("(?<![\\w-])(?:" + (all.isEmpty() ? "(?!)" : all) + ")(?![\\w-])");
    }

    List<HopFinding> in(List<HopFinding> findings) {
        return findings.stream()
                .map(finding -> new HopFinding(
                        finding.hop(),
                        finding.state(),
                        hidden(finding.detail()),
                        finding.remedy().map(this::hidden)))
                .toList();
    }

    private String hidden(String text) {
        return names.matcher(text).replaceAll("***");
    }
}
