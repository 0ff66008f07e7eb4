package io.caelum.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class SshKeyTest {

    @Test
    void isAnOpenSshPublicKey() {
        var words = SshKey.publicKey().split(" ");
        assertThat(words[0]).isEqualTo("ssh-ed25519");
        assertThat(words[1]).startsWith("AAAAC3NzaC1lZDI1NTE5AAAAI");
        assertThat(Base64.getDecoder().decode(words[1])).hasSize(51);
    }
}
