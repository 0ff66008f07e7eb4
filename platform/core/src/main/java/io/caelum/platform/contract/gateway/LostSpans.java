package io.caelum.platform.contract.gateway;

/**
 * How many spans a process has lost since it started: a sum, so that hearing it twice or missing one report does no harm.
 *
 * @param process differs between two runs of the same process
 */
public record LostSpans(String service, String instance, String process, long total) {}
