package io.caelum.bench.benchmark;

import io.caelum.launcher.Trouble;
import java.util.HashSet;
import java.util.List;

/** All benchmarks, in the order in which they run. */
public final class Benchmarks {

    public static final String HELP = """
              login     password log-in, one caller and eight
              token     a token for a token, eight callers
              validate  GET /auth/tokens, eight callers
              network   network, subnet and port, eight callers
              port      port creation, eight callers
              image     upload and download
              images    list of images
              boot      POST until GET says ACTIVE
              delete    DELETE until GET says 404
              list      servers/detail: first page of up to 1,000
              spread    100 servers, ten at once: which hosts get them (as administrator)
            """;

    private static final List<Benchmark> ALL = List.of(
            Benchmark.of("login", Tokens::logIn),
            Benchmark.of("token", Tokens::tokenForToken),
            Benchmark.of("validate", Tokens::validate),
            Benchmark.of("network", Networks::networks),
            Benchmark.of("port", Networks::ports),
            Benchmark.of("image", Images::transfer),
            Benchmark.of("images", Images::list),
            new Benchmark(List.of("boot", "delete"), Boots::bootAndDelete),
            Benchmark.of("list", Boots::list),
            Benchmark.of("spread", Boots::spread));

    private Benchmarks() {}

    /** @param only names; none for all */
    public static List<Benchmark> chosen(List<String> only) {
        var unknown = new HashSet<>(only);
        ALL.forEach(benchmark -> unknown.removeAll(benchmark.names()));
        if (!unknown.isEmpty()) {
            throw new Trouble(
                    "there is no benchmark " + String.join(", ", unknown), "there are:\n" + HELP.stripTrailing());
        }
        return ALL.stream()
                .filter(benchmark ->
                        only.isEmpty() || benchmark.names().stream().anyMatch(only::contains))
                .toList();
    }
}
