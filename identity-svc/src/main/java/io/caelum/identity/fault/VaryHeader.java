package io.caelum.identity.fault;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** No cache may give one caller's answer to another. */
class VaryHeader {

    @ServerResponseFilter
    public void add(ContainerResponseContext response) {
        response.getHeaders().putSingle(HttpHeaders.VARY, "X-Auth-Token");
    }
}
