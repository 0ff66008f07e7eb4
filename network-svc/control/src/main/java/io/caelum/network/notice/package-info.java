/** Notifications of this service. */
package io.caelum.network.notice;
