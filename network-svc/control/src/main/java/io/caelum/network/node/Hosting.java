package io.caelum.network.node;

import java.util.UUID;

/**
 * @param digest of what the host was told last; empty for nothing
 * @param confirmed whether the host has confirmed that
 * @param revision for a plan whose rows are read from now on
 */
record Hosting(UUID resourceId, String host, String digest, boolean confirmed, long revision) {

    static Hosting of(Object[] row) {
        return new Hosting(
                (UUID) row[0], (String) row[1], (String) row[2], (Boolean) row[3], ((Number) row[4]).longValue());
    }
}
