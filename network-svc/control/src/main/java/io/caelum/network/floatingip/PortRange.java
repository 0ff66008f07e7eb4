package io.caelum.network.floatingip;

import io.caelum.network.request.Attributes;
import org.jspecify.annotations.Nullable;

/** Ports from first to last, both included. */
record PortRange(int first, int last) {

    private static final int MAX = 65535;

    /** One port, a range like {@code 8000:8010}, or null; both at once are refused. */
    static @Nullable PortRange of(Attributes in, String single, String range) {
        Long port = in.integer(single);
        PortRange ports = in.formed(range, "range of ports like 8000:8010", PortRange::parse);
        if (port == null) {
            return ports;
        }
        if (ports != null && (ports.first != port || ports.last != port)) {
            throw Attributes.invalid(range, "it may not be given together with " + single);
        }
        if (port < 1 || port > MAX) {
            throw Attributes.invalid(single, "'" + port + "' is not a port from 1 to " + MAX);
        }
        return new PortRange(port.intValue(), port.intValue());
    }

    private static PortRange parse(String text) {
        if (!text.matches("[1-9]\\d{0,4}(:[1-9]\\d{0,4})?")) {
            throw new IllegalArgumentException(text);
        }
        String[] ends = text.split(":");
        int first = Integer.parseInt(ends[0]);
        int last = Integer.parseInt(ends[ends.length - 1]);
        if (first > last || last > MAX) {
            throw new IllegalArgumentException(text);
        }
        return new PortRange(first, last);
    }

    @Override
    public String toString() {
        return first + ":" + last;
    }
}
