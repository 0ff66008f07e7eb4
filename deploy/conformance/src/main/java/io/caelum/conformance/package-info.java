/**
 * A small server, client, publisher and listener on our bus, to be run against Python peers: the "conformance endpoint" of
 * the wire specification. No part of a service. What a test is to read stands on standard output, one JSON document in a
 * line; logs go to standard error.
 */
package io.caelum.conformance;
