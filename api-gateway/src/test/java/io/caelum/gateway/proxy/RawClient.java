package io.caelum.gateway.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says exactly what it is told to, also what no proper client would. */
final class RawClient implements AutoCloseable {

    private final Socket socket;

    RawClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
    }

    RawClient say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    /** Everything up to the end of the connection. */
    String hearAll() throws IOException {
        var heard = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(heard);
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /** The next {@code count} bytes or fewer. */
    String hear(int count) throws IOException {
        return new String(socket.getInputStream().readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
