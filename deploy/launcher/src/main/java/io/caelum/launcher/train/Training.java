package io.caelum.launcher.train;

import io.caelum.launcher.Console;
import io.caelum.launcher.cloud.Cloud;
import io.caelum.launcher.cloud.CloudUser;
import io.caelum.launcher.demo.Story;
import io.caelum.launcher.infra.AotCache;
import io.caelum.launcher.part.JavaService;
import io.caelum.launcher.part.Stack;
import io.caelum.launcher.test.SideStack;
import io.caelum.launcher.up.StartUp;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;

/** Lets a stack of its own do what a user does, while the Java machines take notes. */
public final class Training {

    private static final int BOOTS = 3;
    private static final int ROUNDS = 30;
    private static final List<String> READS = List.of(
            "/identity/v3/projects",
            "/image/v2/images",
            "/network/v2.0/networks",
            "/network/v2.0/ports",
            "/compute/v2.1/servers/detail",
            "/compute/v2.1/flavors/detail");

    private final SideStack side;
    private final Stack stack;
    private final Console console;

    /** @param side made for training */
    public Training(SideStack side, Console console) {
        this.side = side;
        this.stack = side.stack();
        this.console = console;
    }

    /** True if there is a cache for every application. */
    public boolean run() {
        try (side) {
            new StartUp(stack, console).run();
            console.event("using the stack while it takes notes");
            use();
            console.event("putting the caches together");
        }
        var caches = caches(stack).toList();
        caches.forEach(AotCache::adopt);
        return caches.stream().allMatch(AotCache::exists);
    }

    public static boolean isDone(Stack stack) {
        return caches(stack).allMatch(AotCache::exists);
    }

    private void use() {
        var quiet = new Console(new PrintStream(OutputStream.nullOutputStream()));
        var demo = Cloud.as(CloudUser.DEMO, stack.home());
        for (int boot = 0; boot < BOOTS; boot++) {
            new Story(demo, quiet).tell();
        }
        var admin = Cloud.as(CloudUser.ADMIN, stack.home());
        for (int round = 0; round < ROUNDS; round++) {
            READS.forEach(admin::get);
        }
    }

    private static Stream<AotCache> caches(Stack stack) {
        var applications = stack.services().stream()
                .map(JavaService::application)
                .distinct()
                .map(application -> application.aotCache());
        return Stream.concat(
                applications,
                Stream.of(new AotCache("keycloak", stack.infra().distribution().path())));
    }
}
