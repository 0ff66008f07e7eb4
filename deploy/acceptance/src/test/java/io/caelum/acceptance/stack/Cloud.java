package io.caelum.acceptance.stack;

import io.caelum.launcher.cloud.CloudUser;
import java.util.Map;
import java.util.Optional;

/** A whole Caelum under test, however it was deployed. */
public interface Cloud {

    String gateway();

    OpenStack client(CloudUser user);

    Api api(CloudUser user);

    /** What unmodified clients are told of a user: {@code OS_*}. */
    Map<String, String> environment(CloudUser user);

    /** The host on which the simulated driver has this server's guest. */
    Optional<String> hostOfGuest(String server);
}
