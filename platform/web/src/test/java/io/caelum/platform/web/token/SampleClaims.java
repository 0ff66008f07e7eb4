package io.caelum.platform.web.token;

import java.util.List;
import java.util.Optional;

final class SampleClaims {

    private SampleClaims() {}

    static TokenClaims issuedAt(long micros) {
        return new TokenClaims(
                "0123456789abcdef0123456789abcdef",
                "demo",
                "default",
                Optional.of("fedcba9876543210fedcba9876543210"),
                Optional.of("demo"),
                Optional.of("default"),
                Optional.empty(),
                false,
                List.of("member", "reader"),
                "audit-2",
                "audit-1",
                List.of("token", "password"),
                micros,
                micros + 3_600_000_000L);
    }
}
