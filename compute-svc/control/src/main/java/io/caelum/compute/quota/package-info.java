/**
 * How much a project may use. Usage is counted in the transaction that adds to it, never kept as a number of its own: a
 * number that is kept drifts. The count is made under a lock of the project, which the transaction holds to its end.
 */
package io.caelum.compute.quota;
