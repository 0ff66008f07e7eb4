package io.caelum.image.format;

import java.util.Locale;

/** What the disk of an image is wrapped in. */
public enum ContainerFormat {
    AMI,
    ARI,
    AKI,
    BARE,
    OVF,
    OVA,
    DOCKER,
    COMPRESSED;

    /** As the API writes it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the stored bytes are the disk itself and nothing around it. */
    public boolean isPlain() {
        return switch (this) {
            case AMI, ARI, AKI, BARE -> true;
            case OVF, OVA, DOCKER, COMPRESSED -> false;
        };
    }
}
