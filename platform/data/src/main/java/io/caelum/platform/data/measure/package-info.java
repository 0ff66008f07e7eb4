/**
 * Metrics that stand in the database. A timer asks for all of them in one session every few seconds, so that whoever reads
 * the metrics page waits for no database. A service adds its own with a bean that is a {@link
 * io.caelum.platform.data.measure.Measure}.
 */
package io.caelum.platform.data.measure;
