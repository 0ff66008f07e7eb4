/**
 * Security groups as Nova's API showed them before 2.36; the network service has them. Older clients look here for the group
 * that they then put a server into.
 */
package io.caelum.compute.securitygroup;
