package io.caelum.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.caelum.platform.bus.wire.WireJson;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** What a program prints for the one who runs it. */
public final class JsonLines {

    private final PrintWriter out;

    private JsonLines(PrintWriter out) {
        this.out = out;
    }

    public static JsonLines of(CommandSpec command) {
        return new JsonLines(command.commandLine().getOut());
    }

    public synchronized void print(Map<String, Object> line) {
        try {
            out.println(WireJson.MAPPER.writeValueAsString(line));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
