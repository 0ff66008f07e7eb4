package io.caelum.networkagent.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCommandsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final HostCommands commands = new HostCommands(HostNamespace.own());

    @Test
    void whatACommandWritesIsTheAnswer() throws CommandFailed {
        assertThat(commands.run(List.of("echo", "$HOME; rm -rf *"), SOON)).isEqualTo("$HOME; rm -rf *\n");
    }

    @Test
    void aCommandReadsWhatItIsGivenHoweverLongItIs() throws CommandFailed {
        String text = "x".repeat(1 << 20);
        assertThat(commands.run(List.of("cat"), text, SOON)).isEqualTo(text);
    }

    @Test
    void aCommandThatDoesNotReadIsNoFailure() throws CommandFailed {
        assertThat(commands.run(List.of("true"), "x".repeat(1 << 20), SOON)).isEmpty();
    }

    @Test
    void aFailureSaysWhatWasRunAndWhatItSaid() {
        assertThatThrownBy(() -> commands.run(List.of("ls", "/nowhere"), SOON))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("ls /nowhere: status 2")
                .hasMessageContaining("No such file");
    }

    @Test
    void aProgramThatIsNotThereIsAFailureToo() {
        assertThatThrownBy(() -> commands.run(List.of("no-such-program"), SOON))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("cannot be started");
    }

    @Test
    void aCommandThatTakesTooLongIsEnded() {
        assertThatThrownBy(() -> commands.run(List.of("sleep", "60"), Duration.ofMillis(200)))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("did not end within 200 ms");
    }

    @Test
    void ofACommandThatSaysTooMuchNothingIsTaken() {
        assertThatThrownBy(() -> commands.run(List.of("head", "-c", "70000000", "/dev/zero"), SOON))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("wrote more than");
    }

    @Test
    void whatGoesOnRunningWritesWhereItIsTold() throws Exception {
        Path file = folder.resolve("out");
        Process process = commands.start(List.of("echo", "there"), builder -> builder.redirectOutput(file.toFile()));
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(file)).isEqualTo("there\n");
    }

    @Test
    void onlyThePrefixTellsWhichHostACommandIsFor() {
        var template = Optional.of("cloud-{host}");
        assertThat(HostNamespace.of(template, "h1").inside(List.of("ip", "link")))
                .containsExactly("ip", "netns", "exec", "cloud-h1", "ip", "link");
        assertThat(HostNamespace.of(Optional.empty(), "h1").inside(List.of("ip", "link")))
                .containsExactly("ip", "link");
    }
}
