package io.caelum.bench.local;

import io.caelum.bench.cloud.Credentials;
import io.caelum.bench.measure.Processes.Process;
import io.caelum.launcher.Trouble;
import io.caelum.launcher.cloud.CloudUser;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.home.Secrets;
import io.caelum.launcher.part.BusUrl;
import io.caelum.launcher.part.Stack;
import java.util.List;
import java.util.Optional;

/** The stack in CAELUM_HOME. */
public record LocalCloud(Home home) {

    /** Empty where there is none. */
    public static Optional<LocalCloud> here() {
        return Optional.of(Home.current()).filter(Home::exists).map(LocalCloud::new);
    }

    public static Trouble missing() {
        return new Trouble(
                "there is no cloud to measure: no OS_AUTH_URL, and no stack in "
                        + Home.current().root(),
                "deploy/stack up starts one; OS_* variables name another one");
    }

    public Credentials credentials() {
        return Credentials.of(CloudUser.ADMIN.environment(home)).orElseThrow();
    }

    public boolean isAt(Credentials others) {
        return credentials().authUrl().equals(others.authUrl());
    }

    public List<Process> processes() {
        return stack().parts().stream()
                .flatMap(part -> part.process().stream().map(daemon -> new Process(part.name(), daemon.pid())))
                .toList();
    }

    public String busUrl() {
        return BusUrl.of(new Secrets(home), stack().settings().ports());
    }

    Stack stack() {
        return Stack.of(home);
    }
}
