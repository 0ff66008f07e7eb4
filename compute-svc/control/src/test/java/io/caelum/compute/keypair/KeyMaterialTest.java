package io.caelum.compute.keypair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyMaterialTest {

    /** Fingerprint as {@code ssh-keygen -l -E md5} prints it. */
    private static final String ED25519 =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl user@host";

    @Test
    void theFingerprintIsTheMd5ColonForm() {
        assertThat(KeyMaterial.ofSsh(ED25519).fingerprint())
                .isEqualTo("65:96:2d:fc:e8:d5:a9:11:64:0c:0f:ea:00:6e:5b:bd");
    }

    @Test
    void aGeneratedPairFitsTogether() {
        KeyMaterial made = KeyMaterial.generated();

        assertThat(KeyMaterial.ofSsh(made.publicKey()).fingerprint()).isEqualTo(made.fingerprint());
        assertThat(made.privateKey().orElseThrow())
                .startsWith("-----BEGIN RSA PRIVATE KEY-----\n")
                .endsWith("-----END RSA PRIVATE KEY-----\n");
        assertThat(made.toString()).doesNotContain("PRIVATE");
    }

    @Test
    void otherTextsAreNoKeys() {
        assertThatThrownBy(() -> KeyMaterial.ofSsh("ssh-rsa AAAA")).hasMessageContaining("Keypair data is invalid");
        assertThatThrownBy(() -> KeyMaterial.ofSsh("hello")).hasMessageContaining("Keypair data is invalid");
        assertThatThrownBy(() -> KeyMaterial.ofSsh("ssh-rsa " + ED25519.split(" ")[1]))
                .hasMessageContaining("not a key of type ssh-rsa");
        assertThatThrownBy(() -> KeyMaterial.ofCertificate("nothing")).hasMessageContaining("X.509");
    }
}
