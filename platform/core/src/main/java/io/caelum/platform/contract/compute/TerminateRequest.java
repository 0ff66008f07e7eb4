package io.caelum.platform.contract.compute;

import java.util.UUID;

/** @param generation everything up to and including this generation is to go; later builds of it are refused */
public record TerminateRequest(UUID serverId, long generation) {}
