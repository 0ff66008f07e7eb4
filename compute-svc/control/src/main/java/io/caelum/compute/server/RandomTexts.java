package io.caelum.compute.server;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Texts that nobody can guess. */
public final class RandomTexts {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String RESERVATION = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String READABLE = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private RandomTexts() {}

    static String reservationId() {
        return "r-" + of(RESERVATION, 8);
    }

    /** Without letters and digits that look alike. */
    public static String password() {
        return of(READABLE, 12);
    }

    private static String of(String alphabet, int length) {
        return RANDOM.ints(length, 0, alphabet.length())
                .mapToObj(index -> String.valueOf(alphabet.charAt(index)))
                .collect(Collectors.joining());
    }
}
