package io.caelum.gateway.dashboard;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The built files of the page, read from the class path when somebody first wants them. */
final class Assets {

    /** No dots in a row and no empty names: these paths lead nowhere but downwards. */
    private static final Pattern PLAIN = Pattern.compile("[\\w-]+(\\.[\\w-]+)*(/[\\w-]+(\\.[\\w-]+)*)*");

    private final Vertx vertx;
    private final Map<String, Asset> known = new ConcurrentHashMap<>();

    Assets(Vertx vertx) {
        this.vertx = vertx;
    }

    Future<Optional<Asset>> find(String path) {
        Asset asset = known.get(path);
        if (asset != null) {
            return Future.succeededFuture(Optional.of(asset));
        }
        if (!PLAIN.matcher(path).matches()) {
            return Future.succeededFuture(Optional.empty());
        }
        return vertx.executeBlocking(() -> read(path), false);
    }

    private Optional<Asset> read(String path) throws IOException {
        try (InputStream file = Assets.class.getResourceAsStream("/dashboard/" + path)) {
            if (file == null) {
                return Optional.empty();
            }
            Asset asset = Asset.of(path, file.readAllBytes());
            known.put(path, asset);
            return Optional.of(asset);
        }
    }
}
