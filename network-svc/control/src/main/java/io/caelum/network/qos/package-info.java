/** Quality of service: policies with limits of the bandwidth of ports. */
package io.caelum.network.qos;
