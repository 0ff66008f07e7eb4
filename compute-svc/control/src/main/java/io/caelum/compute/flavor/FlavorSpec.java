package io.caelum.compute.flavor;

import java.util.Map;

/**
 * A flavor as a server keeps it: the server stays as it is when the flavor goes.
 *
 * @param number the id of the old kind, which notifications carry as {@code instance_type_id}
 */
public record FlavorSpec(
        String id,
        long number,
        String name,
        int vcpus,
        int memoryMb,
        int rootGb,
        int ephemeralGb,
        int swapMb,
        Map<String, String> extraSpecs) {}
