package io.caelum.platform.contract.compute;

import java.util.Optional;
import java.util.UUID;

/**
 * @param name {@code network-vif-plugged}, {@code network-vif-unplugged}, {@code network-vif-deleted}, {@code network-changed}
 * @param tag the port id
 * @param status {@code completed} or {@code failed}
 */
public record ExternalEvent(String name, UUID serverUuid, Optional<String> tag, Optional<String> status) {}
