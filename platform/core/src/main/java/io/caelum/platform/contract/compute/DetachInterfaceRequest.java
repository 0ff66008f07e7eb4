package io.caelum.platform.contract.compute;

import java.util.UUID;

public record DetachInterfaceRequest(GuestOrder order, UUID portId) {}
