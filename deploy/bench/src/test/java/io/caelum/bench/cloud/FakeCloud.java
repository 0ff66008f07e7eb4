package io.caelum.bench.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Just enough of an OpenStack to boot servers on, with a memory of what there is. */
public final class FakeCloud implements AutoCloseable {

    /** Path of each thing that was made, such as {@code /servers/7}, and its name. */
    private final Map<String, String> things = new ConcurrentHashMap<>();

    private final Map<String, String> statuses = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final HttpServer server;
    private volatile int failEvery = Integer.MAX_VALUE;

    public FakeCloud() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public Api api() {
        return new Api(Credentials.of(Map.of(
                        "OS_AUTH_URL", url(),
                        "OS_USERNAME", "anna",
                        "OS_PASSWORD", "secret",
                        "OS_PROJECT_NAME", "shop"))
                .orElseThrow());
    }

    /** Each so-manieth server ends in ERROR. */
    public void failEvery(int count) {
        failEvery = count;
    }

    public Map<String, String> things() {
        return Map.copyOf(things);
    }

    public void has(String path, String name) {
        things.put(path, name);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/v2(\\.[01])?", "");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        switch (exchange.getRequestMethod()) {
            case "POST" -> create(exchange, path, body);
            case "PUT" -> send(exchange, 204, "");
            case "DELETE" -> send(exchange, things.remove(path) == null ? 404 : 204, "");
            default -> show(exchange, path);
        }
    }

    private void create(HttpExchange exchange, String path, String body) throws IOException {
        if (path.equals("/v3/auth/tokens")) {
            exchange.getResponseHeaders().add("X-Subject-Token", "token");
            send(exchange, 201, logIn());
            return;
        }
        int number = next.incrementAndGet();
        String created = path + "/" + number;
        things.put(created, body.replaceAll("(?s).*\"name\":\"([^\"]*)\".*", "$1"));
        statuses.put(created, number % failEvery == 0 ? "ERROR" : "ACTIVE");
        String kind = path.substring(1, path.length() - 1);
        send(exchange, 201, "{\"id\": \"%d\", \"%s\": {\"id\": \"%d\"}}".formatted(number, kind, number));
    }

    private void show(HttpExchange exchange, String path) throws IOException {
        if (things.containsKey(path)) {
            send(
                    exchange,
                    200,
                    "{\"server\": {\"status\": \"%s\", \"fault\": {\"message\": \"no host\"}}}"
                            .formatted(statuses.get(path)));
        } else if (path.matches("/\\w+/\\d+")) {
            send(exchange, 404, "{}");
        } else {
            String kind = path.split("/")[1];
            String all = things.entrySet().stream()
                    .filter(thing -> thing.getKey().startsWith("/" + kind + "/"))
                    .map(thing -> "{\"id\": \"%s\", \"name\": \"%s\", \"ram\": 64}"
                            .formatted(thing.getKey().replaceAll(".*/", ""), thing.getValue()))
                    .collect(Collectors.joining(","));
            send(exchange, 200, "{\"%s\": [%s]}".formatted(kind, all));
        }
    }

    private String logIn() {
        String services = java.util.stream.Stream.of("compute", "network", "image")
                .map(type -> "{\"type\": \"%s\", \"endpoints\": [{\"interface\": \"public\", \"url\": \"%s\"}]}"
                        .formatted(type, url()))
                .collect(Collectors.joining(","));
        return "{\"token\": {\"project\": {\"id\": \"p\"}, \"roles\": [{\"name\": \"member\"}], \"catalog\": [%s]}}"
                .formatted(services);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
