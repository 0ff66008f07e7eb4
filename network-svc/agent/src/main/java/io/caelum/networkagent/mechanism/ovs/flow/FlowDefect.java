package io.caelum.networkagent.mechanism.ovs.flow;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A flow that is not in the switch and should be, or the other way round.
 *
 * @param table 0 to 254
 * @param match what frames it is about, in ovs-ofctl's words; of a foreign flow all of it
 */
public record FlowDefect(Kind kind, int table, String match) {

    /** What is wrong with it. */
    public enum Kind {
        MISSING,
        CHANGED,
        FOREIGN
    }

    private static final Pattern TABLE = Pattern.compile("table=(\\d+)");
    private static final Pattern PORT = Pattern.compile("(?:in_port|reg5)=(?:0x)?([0-9a-f]+)");
    private static final Pattern NETWORK = Pattern.compile("reg6=(?:0x)?([0-9a-f]+)");

    static FlowDefect missing(Flow flow) {
        return new FlowDefect(Kind.MISSING, flow.table(), flow.match());
    }

    static FlowDefect changed(Flow flow) {
        return new FlowDefect(Kind.CHANGED, flow.table(), flow.match());
    }

    static FlowDefect foreign(String line) {
        Matcher table = TABLE.matcher(line);
        return new FlowDefect(Kind.FOREIGN, table.find() ? Integer.parseInt(table.group(1)) : 0, line.strip());
    }

    /**
     * Whether it can matter to this port: not if it is about another one, or another network. Of what strangers wrote that
     * is not certain, so it matters to all.
     */
    boolean concerns(LocalPort port, List<LocalPort> all) {
        if (kind == Kind.FOREIGN) {
            return true;
        }
        return all.stream().noneMatch(other -> other.ofport() != port.ofport() && isAbout(PORT, other.ofport()))
                && (!NETWORK.matcher(match).find() || isAbout(NETWORK, port.vlan()));
    }

    private boolean isAbout(Pattern what, int number) {
        Matcher matcher = what.matcher(match);
        return matcher.find() && matcher.group(1).equals(Integer.toString(number));
    }

    /** Whether it is of the filters, and not of the way. */
    boolean isOfFilters() {
        return (table >= 70 && table <= 73) || (table >= 81 && table <= 83);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case MISSING -> "missing in table " + table + ": " + named();
            case CHANGED -> "changed in table " + table + ": " + named();
            case FOREIGN -> "not ours: " + match;
        };
    }

    private String named() {
        return match.isEmpty() ? "the last flow" : match;
    }
}
