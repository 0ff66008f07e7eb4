/**
 * Network types and their segments. Each type is a record in {@link io.caelum.network.segment.Segment} and a driver that
 * knows its limits. Which ids are taken stands in {@code segment_allocation}, whose primary key is the segment: two
 * networks cannot have the same one, whatever happens. An id is taken by one conditional insert over random candidates;
 * only when all of them are taken the gaps are looked for, so neither a full nor a large range costs much. Inserting
 * waits for a transaction that is about to take the same id, so an id given back by a rollback is not lost.
 */
package io.caelum.network.segment;
