package io.caelum.compute.server;

import io.caelum.compute.http.Fields;
import io.caelum.compute.http.Ids;
import io.caelum.compute.keypair.PublicKey;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.microversion.Microversion;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rebuild asks for besides a new disk. Null means that it stays as it is, empty that it goes.
 *
 * @param userData base64
 */
public record RebuildWanted(
        UUID imageId,
        Optional<String> name,
        @Nullable Optional<String> description,
        Optional<Map<String, String>> metadata,
        @Nullable Optional<String> keyName,
        @Nullable Optional<String> userData,
        Optional<String> accessIpV4,
        Optional<String> accessIpV6,
        Optional<String> diskConfig,
        Optional<String> adminPass) {

    public static RebuildWanted of(Fields fields, Microversion version) {
        var wanted = new RebuildWanted(
                image(fields),
                fields.name("name", 255),
                version.atLeast(2, 19) && fields.has("description") ? fields.nullableText("description", 255) : null,
                fields.metadata("metadata"),
                version.atLeast(2, 54) && fields.has("key_name") ? keyName(fields) : null,
                version.atLeast(2, 57) && fields.has("user_data") ? CreateServer.userData(fields) : null,
                CreateServer.address(fields, "accessIPv4", false),
                CreateServer.address(fields, "accessIPv6", true),
                fields.oneOf("OS-DCF:diskConfig", "AUTO", "MANUAL"),
                fields.text("adminPass", 0, 255));
        fields.flag("preserve_ephemeral");
        CreateServer.refuseFiles(fields, version);
        fields.end();
        return wanted;
    }

    private static UUID image(Fields fields) {
        String reference = fields.requiredText("imageRef", 1, 4_096);
        return Ids.parse(reference.substring(reference.lastIndexOf('/') + 1))
                .orElseThrow(() -> Fault.badRequest(
                        "Invalid imageRef provided: '%s' is not the id of an image.".formatted(reference)));
    }

    private static Optional<String> keyName(Fields fields) {
        return fields.isNull("key_name") ? Optional.empty() : fields.name("key_name", 255);
    }

    /** The key that it names, which has to be found first. */
    public Optional<String> wantedKey() {
        return keyName == null ? Optional.empty() : keyName;
    }

    /** @param key what {@link #wantedKey} names */
    public void applyTo(Server server, ImageInfo image, Optional<PublicKey> key) {
        server.imageId = image.id();
        server.imageName = image.name();
        name.ifPresent(text -> server.name = text);
        metadata.ifPresent(items -> server.metadata = items);
        accessIpV4.ifPresent(address -> server.accessIpV4 = address);
        accessIpV6.ifPresent(address -> server.accessIpV6 = address);
        diskConfig.ifPresent(mode -> server.diskConfig = mode);
        if (description != null) {
            server.description = description.orElse(null);
        }
        if (keyName != null) {
            server.keyName = keyName.orElse(null);
            server.publicKey = key.map(PublicKey::text).orElse(null);
        }
        if (userData != null) {
            server.userData = userData.orElse(null);
        }
    }

    @Override
    public String toString() {
        return "RebuildWanted[imageId=" + imageId + "]";
    }
}
