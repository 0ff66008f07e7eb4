/**
 * Network cards of servers that are there. {@link io.caelum.compute.server.attachment.AttachInterface} and {@link
 * io.caelum.compute.server.attachment.DetachInterface} are the lists of steps: the port belongs to the server before the host
 * hears of it, and as long as the host has not let go of it. Which ports a server has stands in its row and is changed where
 * one of the two ends; {@link io.caelum.compute.server.attachment.PortRefresh} brings up to date what is told of them.
 */
package io.caelum.compute.server.attachment;
