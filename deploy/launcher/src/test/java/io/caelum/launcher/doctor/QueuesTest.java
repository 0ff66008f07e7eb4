package io.caelum.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueuesTest {

    @Test
    void aQueueThatNobodyReadsIsFoundUnlessItIsForNotifications() {
        var queues = Queues.parse("""
                [{"name": "compute.compute-1", "messages": 3, "consumers": 0},
                 {"name": "compute", "messages": 0, "consumers": 2},
                 {"name": "notifications.info", "messages": 9, "consumers": 0}]""");
        assertThat(queues.idle()).extracting(Queues.Queue::name).containsExactly("compute.compute-1");
        assertThat(queues.messages()).isEqualTo(12);
    }
}
