package io.caelum.bench.benchmark;

/** Log-in and tokens. */
final class Tokens {

    private static final int CALLERS = 8;

    private Tokens() {}

    /** Hashing a password is meant to be slow: a tenth of the requests will do. */
    static void logIn(Bench bench) {
        int count = Math.max(CALLERS, bench.plan.requests / 10);
        bench.measure("login 1", bench.plan.load(count, 1), number -> bench.api.newToken());
        bench.measure("login 8", bench.plan.load(count, CALLERS), number -> bench.api.newToken());
    }

    static void tokenForToken(Bench bench) {
        String token = bench.api.newToken();
        bench.measure("token 8", bench.plan.load(bench.plan.requests, CALLERS), number -> bench.api.newToken(token));
    }

    static void validate(Bench bench) {
        String token = bench.api.newToken();
        bench.measure(
                "validate 8",
                bench.plan.load(bench.plan.requests, CALLERS),
                number -> bench.api.validate(token).orThrow());
    }
}
