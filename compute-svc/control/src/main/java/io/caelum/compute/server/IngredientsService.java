package io.caelum.compute.server;

import io.caelum.compute.flavor.FlavorSpec;
import io.caelum.compute.flavor.Flavors;
import io.caelum.compute.host.Hosts;
import io.caelum.compute.keypair.KeyPairs;
import io.caelum.compute.keypair.PublicKey;
import io.caelum.compute.neighbour.ImageClient;
import io.caelum.compute.neighbour.NetworkClient;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.contract.network.RequestedPort;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Finds what a new server refers to: own tables, image service and network service, all at once. Makes nothing. */
@ApplicationScoped
class IngredientsService {

    private final Db db;
    private final Flavors flavors;
    private final KeyPairs keyPairs;
    private final Hosts hosts;
    private final ImageClient images;
    private final NetworkClient network;

    IngredientsService(
            Db db, Flavors flavors, KeyPairs keyPairs, Hosts hosts, ImageClient images, NetworkClient network) {
        this.db = db;
        this.flavors = flavors;
        this.keyPairs = keyPairs;
        this.hosts = hosts;
        this.images = images;
        this.network = network;
    }

    private record Own(FlavorSpec flavor, Optional<PublicKey> key) {}

    Uni<Ingredients> gather(RequestContext who, CreateServer wanted) {
        return Uni.combine()
                .all()
                .unis(image(wanted), db.read(tx -> own(tx, who, wanted)), ports(wanted))
                .with((image, own, ports) -> new Ingredients(image, own.flavor(), own.key(), ports))
                .invoke(Ingredients::requireFit);
    }

    private Uni<Optional<ImageInfo>> image(CreateServer wanted) {
        return wanted.imageId().isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : images.requireBootable(wanted.imageId().get()).map(Optional::of);
    }

    private Uni<List<RequestedPort>> ports(CreateServer wanted) {
        return wanted.withoutNetwork()
                ? Uni.createFrom().item(List.of())
                : network.resolve(wanted.networks(), wanted.maxCount(), wanted.securityGroups());
    }

    private Uni<Own> own(Tx tx, RequestContext who, CreateServer wanted) {
        return requireZone(tx, wanted)
                .chain(() -> flavors.requireForServer(tx, who, wanted.flavorId()))
                .chain(flavor -> key(tx, who, wanted).map(key -> new Own(flavor, key)));
    }

    private Uni<Optional<PublicKey>> key(Tx tx, RequestContext who, CreateServer wanted) {
        return wanted.keyName().isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : keyPairs.requireForServer(tx, who.userId(), wanted.keyName().get())
                        .map(Optional::of);
    }

    private Uni<Void> requireZone(Tx tx, CreateServer wanted) {
        return wanted.zone().isEmpty()
                ? Uni.createFrom().voidItem()
                : hosts.zoneExists(tx, wanted.zone().get())
                        .invoke(exists -> requireZone(exists, wanted.zone().get()))
                        .replaceWithVoid();
    }

    private static void requireZone(boolean exists, String zone) {
        if (!exists) {
            throw Fault.badRequest(
                    "The requested availability zone is not available: there is no host in zone %s.".formatted(zone));
        }
    }
}
