/**
 * {@code Idempotency-Key} (IETF draft-ietf-httpapi-idempotency-key-header): a client that got no answer repeats its POST
 * with the same key, as often as it likes, and what it asked for is made once.
 *
 * <p>The filter is in platform/web and knows of no database, the rows are in platform/data and know of no HTTP.
 */
package io.caelum.platform.idempotency;
