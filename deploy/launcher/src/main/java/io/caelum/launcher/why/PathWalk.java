package io.caelum.launcher.why;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The way to a floating address, from what {@code GET /network/v2.0/floatingips/ID/path} says. */
public final class PathWalk {

    /** Of the names of hops. */
    private static final int WIDTH = 16;

    private static final int INDENT = 2 + 8 + 1 + WIDTH;
    private static final int LINE = 100;

    private final String address;
    private final JsonNode path;

    /** @param answer with the member {@code path} */
    public PathWalk(String address, JsonNode answer) {
        this.address = address;
        this.path = answer.path("path");
    }

    /** 0: all is well; 1: a hop is broken; 2: none is broken, but not all could be seen. */
    public int status() {
        if (!path.path("ok").asBoolean()) {
            return 1;
        }
        return hops().stream().anyMatch(hop -> hop.state.equals("unknown")) ? 2 : 0;
    }

    /** A line for each hop, with what to do below those that are not in order, and a last line with the outcome. */
    public String text() {
        var text = new StringBuilder(address + ", from the guest outwards\n\n");
        for (Hop hop : hops()) {
            text.append("  %-8s %s%s%n".formatted(hop.state, padded(hop.name), wrapped(hop.detail)));
            hop.remedy.ifPresent(remedy -> text.append(" ".repeat(INDENT))
                    .append(wrapped("→ " + remedy))
                    .append('\n'));
        }
        return text.append('\n').append(outcome()).append('\n').toString();
    }

    private String outcome() {
        return switch (status()) {
            case 0 -> "All is well: packets find their way.";
            case 1 ->
                "Broken at: " + path.path("broken_hop").asText() + ". Next step: "
                        + path.path("remedy").asText();
            default -> "Nothing seems broken, but not everything could be seen.";
        };
    }

    private List<Hop> hops() {
        return StreamSupport.stream(path.path("hops").spliterator(), false)
                .map(Hop::of)
                .toList();
    }

    private static String padded(String name) {
        return name + " ".repeat(Math.max(1, WIDTH - name.length()));
    }

    /** At spaces, and below the beginning of what is said; a word that is too long has a line of its own. */
    private static String wrapped(String sentence) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : sentence.split(" ")) {
            if (!line.isEmpty() && INDENT + line.length() + 1 + word.length() > LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return String.join("\n" + " ".repeat(INDENT), lines);
    }

    private record Hop(String name, String state, String detail, Optional<String> remedy) {

        static Hop of(JsonNode hop) {
            return new Hop(
                    hop.path("hop").asText(),
                    hop.path("state").asText(),
                    hop.path("detail").asText(),
                    Optional.of(hop.path("remedy")).filter(JsonNode::isTextual).map(JsonNode::asText));
        }
    }
}
