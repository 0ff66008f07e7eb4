/**
 * The one door of the cloud. {@code door} looks at every request first, {@code edge} holds the rules by which it does,
 * {@code proxy} hands requests on; {@code discovery}, {@code health} and {@code trace} are pages of the gateway's own.
 *
 * <p>The exchange with a service is written on Vert.x's client instead of its ready-made proxy, because the limits belong
 * into the stream: bytes are counted, watched and stopped where they pass, and a failure in the middle has to be told to
 * each side in the way that it can still understand.
 *
 * <p>A gateway holds no state but the traces, and every gateway hears all spans: any number of them may run.
 */
package io.caelum.gateway;
