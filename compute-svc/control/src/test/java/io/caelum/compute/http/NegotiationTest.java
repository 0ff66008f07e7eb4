package io.caelum.compute.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NegotiationTest {

    @Test
    void theNewHeaderCountsForComputeOnly() {
        assertThat(Negotiation.wanted("compute 2.27", null)).contains("2.27");
        assertThat(Negotiation.wanted("volume 3.50", null)).isEmpty();
        assertThat(Negotiation.wanted("volume 3.50, compute 2.30", null)).contains("2.30");
    }

    @Test
    void theOldHeaderIsReadWhereTheNewOneSaysNothing() {
        assertThat(Negotiation.wanted(null, "2.10")).contains("2.10");
        assertThat(Negotiation.wanted("volume 3.50", "2.10")).contains("2.10");
        assertThat(Negotiation.wanted("compute 2.20", "2.10")).contains("2.20");
    }
}
