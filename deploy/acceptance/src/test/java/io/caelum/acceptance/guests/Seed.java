package io.caelum.acceptance.guests;

/**
 * A fault that somebody plants on the way to a guest, and pulls out again.
 *
 * @param hop which has to be named
 */
record Seed(String what, String hop, Runnable plant, Runnable pull) {

    @Override
    public String toString() {
        return what;
    }
}
