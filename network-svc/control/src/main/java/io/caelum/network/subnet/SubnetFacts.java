package io.caelum.network.subnet;

import io.caelum.network.address.AddressRange;
import io.caelum.network.address.Cidr;
import io.caelum.network.address.Ip;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What ports need to know of a subnet.
 *
 * @param automatic guests give themselves an address out of their MAC (SLAAC): every port on the network has one
 */
public record SubnetFacts(
        UUID id, UUID networkId, Cidr cidr, Optional<Ip> gateway, List<AddressRange> pools, boolean automatic) {}
