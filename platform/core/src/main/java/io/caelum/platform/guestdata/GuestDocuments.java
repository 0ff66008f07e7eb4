package io.caelum.platform.guestdata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.platform.contract.compute.ServerMetadata;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All documents of a guest, by path without a leading slash: {@code openstack/latest/meta_data.json} and so on for each
 * version, {@code ec2/latest/meta-data.json} and {@code ec2/latest/user-data}. Where the user sent no data there is no
 * document for it.
 */
public final class GuestDocuments {

    /** Those that are known to cloud-init; each with the documents that it had when it came, and later ones' content. */
    static final List<String> VERSIONS = List.of(
            "2012-08-10",
            "2013-04-04",
            "2013-10-17",
            "2015-10-15",
            "2016-06-30",
            "2016-10-06",
            "2017-02-22",
            "2018-08-27",
            "latest");

    private static final String SINCE_VENDOR_DATA = "2013-10-17";
    private static final String SINCE_NETWORK_DATA = "2015-10-15";
    private static final String SINCE_VENDOR_DATA2 = "2016-10-06";
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private GuestDocuments() {}

    /** @param nics in the order of the guest's cards */
    public static Map<String, byte[]> of(ServerMetadata server, List<Nic> nics) {
        byte[] metaData = json(MetaData.of(server));
        byte[] networkData = json(NetworkData.of(nics));
        var documents = new TreeMap<String, byte[]>();
        for (String version : VERSIONS) {
            String folder = "openstack/" + version + "/";
            documents.put(folder + "meta_data.json", metaData);
            server.userData().ifPresent(data -> documents.put(folder + "user_data", decoded(data)));
            // "latest" sorts after every date
            if (version.compareTo(SINCE_VENDOR_DATA) >= 0) {
                documents.put(folder + "vendor_data.json", NOTHING);
            }
            if (version.compareTo(SINCE_NETWORK_DATA) >= 0) {
                documents.put(folder + "network_data.json", networkData);
            }
            if (version.compareTo(SINCE_VENDOR_DATA2) >= 0) {
                documents.put(folder + "vendor_data2.json", NOTHING);
            }
        }
        documents.put("ec2/latest/meta-data.json", json(Ec2Tree.of(server, nics).metaData()));
        server.userData().ifPresent(data -> documents.put("ec2/latest/user-data", decoded(data)));
        return documents;
    }

    /** The API has made sure that it is base64; lines of it may be wrapped. */
    static byte[] decoded(String userData) {
        return Base64.getMimeDecoder().decode(userData);
    }

    private static byte[] json(Object document) {
        try {
            return MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a guest's document cannot be written", e);
        }
    }
}
