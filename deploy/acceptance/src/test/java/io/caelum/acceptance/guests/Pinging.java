package io.caelum.acceptance.guests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Pings an address five times per second until it is closed, and tells how long it heard nothing. */
final class Pinging implements AutoCloseable {

    private static final Pattern ANSWER =
            Pattern.compile("^\\[(\\d+\\.\\d+)] .*icmp_seq=(\\d+) .*time=", Pattern.MULTILINE);
    /** Nobody forgets one of these for ever. */
    private static final int MOST = 5 * 600;

    private final Process process;
    private final Path output;

    private Pinging(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param inside a command that runs what follows it where the pings come from */
    static Pinging begin(List<String> inside, String address) {
        try {
            Path output = Files.createTempFile("ping", ".out");
            var command = new ArrayList<>(inside);
            command.addAll(List.of("ping", "-D", "-i", "0.2", "-c", Integer.toString(MOST), address));
            return new Pinging(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start(),
                    output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The longest time between two answers so far. */
    Duration longestSilence() {
        var answers = answers();
        double longest = 0;
        for (int i = 1; i < answers.size(); i++) {
            longest = Math.max(longest, answers.get(i) - answers.get(i - 1));
        }
        return Duration.ofMillis(Math.round(longest * 1000));
    }

    /** How many were not answered, between the first answer and the last. */
    int lost() {
        var numbers = ANSWER.matcher(read())
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(2)))
                .distinct()
                .sorted()
                .toArray();
        return numbers.length == 0 ? 0 : numbers[numbers.length - 1] - numbers[0] + 1 - numbers.length;
    }

    int count() {
        return answers().size();
    }

    private List<Double> answers() {
        return ANSWER.matcher(read())
                .results()
                .map(found -> Double.valueOf(found.group(1)))
                .toList();
    }

    private String read() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
