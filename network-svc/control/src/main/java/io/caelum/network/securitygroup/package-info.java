/**
 * The resources {@code security group} and {@code security group rule}. They are kept, checked and given to ports as
 * clients and compute expect; no mechanism enforces them yet: until one does, every port lets everything through.
 */
package io.caelum.network.securitygroup;
