/**
 * What hosts say. Nothing here trusts a message: it may come twice, late, or for a server that is gone, and the guest that
 * it is about may be one that nobody wants any more. What a message would have said is found again by looking: reports
 * name all guests, so a lost word is made up for and a stray guest is removed.
 */
package io.caelum.compute.report;
