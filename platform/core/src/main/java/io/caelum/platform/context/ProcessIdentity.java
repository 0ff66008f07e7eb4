package io.caelum.platform.context;

/**
 * Who this process is.
 *
 * @param service e.g. {@code compute-control}: name in traces, logs and notifications ({@code caelum.service})
 * @param host name of this host, under which its topics are served ({@code caelum.host})
 */
public record ProcessIdentity(String service, String host) {}
