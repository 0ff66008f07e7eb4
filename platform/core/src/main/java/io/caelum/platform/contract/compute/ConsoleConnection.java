package io.caelum.platform.contract.compute;

/**
 * Where a console's bytes are to be had, once and soon.
 *
 * @param kind {@code novnc} (the remote framebuffer protocol) or {@code serial} (a terminal)
 * @param url of a web socket of the guest's host, inside the cloud; its binary messages are the console's bytes
 * @param ticket opaque; goes in the header {@code X-Console-Ticket}; good for one connection within half a minute
 */
public record ConsoleConnection(String kind, String url, String ticket) {

    @Override
    public String toString() {
        return "ConsoleConnection[kind=" + kind + ", url=" + url + ", ticket=***]";
    }
}
