package io.caelum.platform.idempotency;

/**
 * What a request with an {@code Idempotency-Key} was answered, as it is stored. Who reads it learns neither key nor body
 * nor answer.
 *
 * @param request hash of who asked for what, with which key
 * @param fingerprint hash of what was sent
 * @param answer sealed with the client's key
 */
public record KeptAnswer(String request, String fingerprint, String answer) {}
