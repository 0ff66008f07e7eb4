/**
 * Durable workflows: lists of named steps with undo, stored in the service's own database beside what they are about.
 *
 * <p><b>A row is the workflow.</b> It holds the place (state and step), the data that the steps found out, the request
 * context and the trace. A process that works on it holds a lease: its name, a time, and a number that grows with each
 * lease. Every record of progress is one conditional update which names the number and the step it comes from. So a
 * process that was stopped for a while and wakes up late is refused, an answer that got lost on the way from the
 * database does no harm, and nothing has to be locked while a step runs.
 *
 * <p><b>Speed.</b> A workflow is inserted leased to the process that starts it, which runs it after the commit without
 * asking the database again. Signals and cancels lease what they wake in the same statement that records them. The sweep
 * is for crashes and deadlines.
 *
 * <p><b>Steps.</b> {@code step} does its work first and records it then: a crash in between repeats it. {@code transact}
 * records the move in the transaction of its work: it happens exactly once. The record comes last in that transaction,
 * so resource rows are always locked before workflow rows, by steps as by those who signal and cancel. Steps in the
 * database that follow each other are one transaction with one record, see {@link io.caelum.platform.workflow.Stretch};
 * when one of them fails, those before it are done once more without it, so that each fails and is retried by itself.
 *
 * <p><b>Waiting.</b> An {@code await} step that is not satisfied gives the lease back, on condition that no signal came
 * which it has not seen: signals stand and are counted in the workflow's row, so a signal either is seen by the condition
 * or finds the workflow waiting and wakes it, and whoever leases the row has read them. A condition may look at any table: whoever changes one and signals in the same
 * transaction cannot be missed.
 *
 * <p><b>Back.</b> Undo goes from the failed step (or, if that was a transaction and so left nothing, from the one before)
 * down to the first, and is repeated with growing pauses until it works; after some tries it asks for a person in the
 * log. Nobody who waits for the workflow waits for that: it tells that it has failed in the transaction that turns back. A cancel is a flag: a transaction that has not committed is rolled back, a step outside is let finish and then
 * taken back. It overrides a failure that is being unwound.
 *
 * <p><b>Times</b> are the database's: the clocks of processes play no part.
 */
package io.caelum.platform.workflow;
