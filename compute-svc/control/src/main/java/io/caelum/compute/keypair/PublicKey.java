package io.caelum.compute.keypair;

/** What a server gets of a key pair. */
public record PublicKey(String name, String text) {}
