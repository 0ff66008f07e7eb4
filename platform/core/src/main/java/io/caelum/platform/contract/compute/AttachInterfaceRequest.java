package io.caelum.platform.contract.compute;

import io.caelum.platform.contract.network.BoundPort;

public record AttachInterfaceRequest(GuestOrder order, BoundPort port) {}
