package io.caelum.conformance.notification;

import io.caelum.conformance.BusOptions;
import io.caelum.conformance.JsonLines;
import io.caelum.platform.bus.Serving.Threading;
import io.caelum.platform.bus.notify.Audience;
import io.caelum.platform.bus.notify.Listener;
import io.caelum.platform.bus.notify.Notification;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "listener",
        mixinStandardHelpOptions = true,
        description = {
            "Hears notifications of all priorities, prints each and acknowledges it then.",
            "Ends with status 0 when it has heard as many as expected, with 1 if they do not come in time."
        })
public final class ListenerCommand implements Callable<Integer> {

    @Mixin
    BusOptions options;

    @Option(names = "--topic", defaultValue = "notifications", description = "default: ${DEFAULT-VALUE}")
    String topic;

    @Option(
            names = "--pool",
            description = "name of a queue which all members of the pool share, beside the plain ones")
    String pool;

    @Option(
            names = {"--count", "--expected"},
            defaultValue = "1",
            description = "how many to hear (default: ${DEFAULT-VALUE})")
    int count;

    @Option(
            names = "--requeue",
            defaultValue = "0",
            description = "give the first so many back to their queue, once each (default: ${DEFAULT-VALUE})")
    int requeue;

    @Option(
            names = "--timeout",
            defaultValue = "60",
            description = "seconds to wait for all of them (default: ${DEFAULT-VALUE})")
    int timeout;

    @Spec
    CommandSpec spec;

    private final Set<String> givenBack = new HashSet<>();
    private CountDownLatch left = new CountDownLatch(0);

    @Override
    public Integer call() throws InterruptedException {
        left = new CountDownLatch(count);
        try (var bus = options.connect("conformance-listener", "listener")) {
            var plain = Audience.of(options.exchange()).about(topic).on(Threading.IN_ORDER);
            bus.listen(pool == null ? plain : plain.inPool(pool), this::hear);
            return left.await(timeout, TimeUnit.SECONDS) ? 0 : 1;
        }
    }

    private Uni<Void> hear(Notification notification) {
        if (left.getCount() == 0) {
            throw new Listener.GiveBack();
        }
        if (givenBack.size() < requeue && givenBack.add(notification.messageId())) {
            System.err.println("given back: " + notification.messageId());
            throw new Listener.GiveBack();
        }
        JsonLines.of(spec).print(NotificationLine.of(notification));
        left.countDown();
        return Uni.createFrom().voidItem();
    }
}
