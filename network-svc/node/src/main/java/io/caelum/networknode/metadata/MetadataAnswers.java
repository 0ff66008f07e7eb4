package io.caelum.networknode.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.caelum.platform.contract.compute.ServerMetadata;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.guestdata.Ec2Tree;
import io.caelum.platform.guestdata.GuestDocuments;
import io.caelum.platform.guestdata.Nic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Turns a path and who asks into an answer. Blocks, so to be called on virtual threads. */
public final class MetadataAnswers {

    /** @param contentType of the body */
    record Answer(int status, String contentType, byte[] body) {

        static Answer text(int status, String text) {
            return new Answer(status, "text/plain", text.getBytes(UTF_8));
        }
    }

    private static final Logger LOG = Logger.getLogger(MetadataAnswers.class);
    private static final String OPENSTACK = "openstack";
    private static final Answer NOTHING = Answer.text(404, "404 Not Found\n");

    private final Guests guests;
    private final ServerFacts servers;
    private final Visits visits;

    public MetadataAnswers(Guests guests, ServerFacts servers, Visits visits) {
        this.guests = guests;
        this.servers = servers;
        this.visits = visits;
    }

    /**
     * @param networkId and {@code ip}: as the proxy says
     * @param path as asked for, with a slash first
     */
    Answer to(UUID networkId, String ip, String path) {
        Answer answer = answerTo(networkId, ip, path);
        visits.came(networkId, ip, answer.status());
        return answer;
    }

    private Answer answerTo(UUID networkId, String ip, String path) {
        Optional<UUID> server = guests.at(networkId, ip);
        if (server.isEmpty()) {
            LOG.infof("nobody known asks for metadata, network_id=%s ip=%s", networkId, ip);
            return NOTHING;
        }
        try {
            return answer(servers.of(server.get()), guests.nicsOf(server.get(), networkId), plain(path));
        } catch (Fault fault) {
            return fault.kind() == Fault.Kind.NOT_FOUND ? NOTHING : away(server.get(), fault);
        } catch (RuntimeException e) {
            return away(server.get(), e);
        }
    }

    private static Answer away(UUID server, RuntimeException e) {
        LOG.warnf("compute cannot be asked for metadata, server_id=%s error=%s", server, e.getMessage());
        return Answer.text(503, "503 Service Unavailable: ask again\n");
    }

    /** Without slashes around it, without empty names in it, without a query. */
    private static String plain(String path) {
        int query = path.indexOf('?');
        return (query < 0 ? path : path.substring(0, query))
                .replaceAll("/+", "/")
                .replaceAll("^/|/$", "");
    }

    private static Answer answer(ServerMetadata server, List<Nic> nics, String path) {
        if (path.isEmpty()) {
            return Answer.text(200, String.join("\n", Ec2Tree.VERSIONS));
        }
        if (path.equals(OPENSTACK) || path.startsWith(OPENSTACK + "/")) {
            return openstack(GuestDocuments.of(server, nics), path);
        }
        String version = path.split("/")[0];
        if (!Ec2Tree.VERSIONS.contains(version)) {
            return NOTHING;
        }
        String below = path.length() == version.length() ? "" : path.substring(version.length() + 1);
        return Ec2Tree.of(server, nics)
                .at(below)
                .map(body -> new Answer(200, "text/plain", body))
                .orElse(NOTHING);
    }

    /** A document, or the names in a folder, one a line. */
    private static Answer openstack(Map<String, byte[]> documents, String path) {
        byte[] document = documents.get(path);
        if (document != null) {
            String type = path.endsWith(".json") ? "application/json" : "application/octet-stream";
            return new Answer(200, type, document);
        }
        String folder = path + "/";
        var names = new TreeSet<String>();
        documents.keySet().stream()
                .filter(whole -> whole.startsWith(folder))
                .map(whole -> whole.substring(folder.length()))
                .forEach(rest -> names.add(rest.contains("/") ? rest.substring(0, rest.indexOf('/') + 1) : rest));
        return names.isEmpty() ? NOTHING : Answer.text(200, String.join("\n", names));
    }
}
