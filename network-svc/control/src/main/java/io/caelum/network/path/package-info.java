/**
 * The way from a floating address to its guest, hop by hop: what the rows say, then what the hosts on the way see. The
 * first hop that is broken is named, with what to do.
 */
package io.caelum.network.path;
