package io.caelum.network.segment;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.platform.fault.Fault;
import java.util.List;

/** Checks that several network types share. */
final class ProviderAttributes {

    private ProviderAttributes() {}

    static Fault invalid(String reason) {
        return NetworkFaults.invalidInput(reason);
    }

    static void refusePhysicalNetwork(NetworkType type, ProviderRequest wanted) {
        if (wanted.physicalNetwork().isPresent()) {
            throw invalid("provider:physical_network specified for " + type.wireName() + " network");
        }
    }

    static void refuseSegmentationId(NetworkType type, ProviderRequest wanted) {
        if (wanted.segmentationId().isPresent()) {
            throw invalid("provider:segmentation_id specified for " + type.wireName() + " network");
        }
    }

    static long idWithin(NetworkType type, long id, long min, long max) {
        if (id < min || id > max) {
            throw invalid("segmentation_id " + id + " is out of range (" + min + " through " + max + ") for "
                    + type.wireName() + " networks");
        }
        return id;
    }

    static List<IdRange> tunnelChoices(
            NetworkType type, ProviderRequest wanted, List<IdRange> ranges, long min, long max) {
        refusePhysicalNetwork(type, wanted);
        if (wanted.segmentationId().isEmpty()) {
            return ranges;
        }
        long id = idWithin(type, wanted.segmentationId().get(), min, max);
        return List.of(new IdRange(IdRange.EVERYWHERE, id, id));
    }
}
