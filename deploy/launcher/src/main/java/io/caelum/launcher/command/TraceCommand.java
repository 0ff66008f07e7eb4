package io.caelum.launcher.command;

import io.caelum.launcher.Trouble;
import io.caelum.launcher.cloud.Cloud;
import io.caelum.launcher.cloud.CloudUser;
import io.caelum.launcher.cloud.Servers;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.trace.ServerTrace;
import io.caelum.launcher.trace.TraceTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description = "Shows what happened to a server as a tree of spans: which process did what, when, for how long.")
final class TraceCommand implements Runnable {

    @Parameters(paramLabel = "SERVER", description = "name or id")
    String server;

    @Option(
            names = "--user",
            paramLabel = "USER",
            defaultValue = "demo",
            description = "whose server: demo or admin (${DEFAULT-VALUE})")
    CloudUser user;

    @Override
    public void run() {
        var cloud = Cloud.as(user, Home.current());
        var id = new Servers(cloud).idOf(server);
        var tree = ServerTrace.of(cloud, id).map(TraceTree::new);
        if (tree.isEmpty() || tree.get().isEmpty()) {
            throw new Trouble(
                    "the gateway has no spans of server " + id,
                    "it keeps the latest ones in memory, so this was long ago or before its last start");
        }
        System.out.print(tree.get().text());
    }
}
