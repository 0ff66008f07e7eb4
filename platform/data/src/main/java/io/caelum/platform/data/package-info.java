/**
 * The service's own database: transactions, errors, JSON in rows, and a start that waits for the database.
 *
 * <p><b>Transactions.</b> {@link io.caelum.platform.data.Db} opens a stateless session of its own for each piece of work
 * and runs it on a safe event-loop context, wherever it is called from. Whoever waits may hang up: the work goes on. On
 * deadlocks and serialization failures the whole work runs again. Trouble with the connection becomes a
 * {@code Fault} of kind UNAVAILABLE which names the database; the caller may try again later.
 *
 * <p><b>JSON in rows</b> is text with an {@link io.caelum.platform.data.JsonColumn}:
 *
 * <pre>{@code
 * @Convert(converter = Routes.class)
 * List<Route> routes;
 *
 * static class Routes extends JsonColumn<List<Route>> {
 *     Routes() {
 *         super(new TypeReference<>() {});
 *     }
 * }
 * }</pre>
 *
 * Text and not {@code jsonb}: nothing queries into it, it comes back as it was written, and it needs no special type in
 * driver and dialect.
 *
 * <p><b>Names.</b> Fields stand in columns with underscores: {@code projectId} is {@code project_id}; no annotation is
 * needed. A native query that answers entities ({@code update ... returning *}) must give a field to every column it
 * returns: Hibernate Reactive fails on columns that it does not know.
 *
 * <p><b>Constraints</b> have names, and the use case turns a violation into what the user may read:
 *
 * <pre>{@code
 * .onFailure(failure -> Db.isViolation(failure, "keypair_name"))
 * .transform(failure -> Fault.conflict("Key pair '" + name + "' already exists."))
 * }</pre>
 *
 * <p><b>Start.</b> {@link io.caelum.platform.data.Schema} runs Flyway beside the start and repeats it until the database
 * answers; {@link io.caelum.platform.data.Db#whenReady} tells when.
 */
package io.caelum.platform.data;
