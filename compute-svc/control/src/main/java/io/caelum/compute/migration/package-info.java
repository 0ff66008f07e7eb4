/**
 * Servers that go from one host to another: who goes where, why, and how far it has come.
 *
 * <p><b>Two places.</b> While a migration is open, two hosts may have something of the server: the one that its row names,
 * and the other one of the migration. Reports leave both guests alone, which a host otherwise would be told to remove. The
 * claim on the host that is left is kept under the migration's id, the one on the other host under the server's, so that
 * neither is given away before it is sure where the server stays.
 *
 * <p><b>Numbers.</b> The guest on the other host has a generation that no guest of the server had before. A server that
 * goes back has its former guest and that one's generation again, so the next one is counted from the highest ever given.
 *
 * <p><b>How it ends</b> is decided by a workflow, or by a delete: {@link io.caelum.compute.server.resize} and
 * {@link io.caelum.compute.server.livemigration}.
 */
package io.caelum.compute.migration;
