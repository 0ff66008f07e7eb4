package io.caelum.networkagent;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which agents of this process network control has been told about: ports can be bound to their hosts only then. */
@ApplicationScoped
public class AgentPresence {

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    void known(String host) {
        known.add(host);
    }

    public boolean isKnown(String host) {
        return known.contains(host);
    }
}
