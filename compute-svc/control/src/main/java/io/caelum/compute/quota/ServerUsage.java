package io.caelum.compute.quota;

/** What the servers of a project use. */
record ServerUsage(int instances, int cores, int ramMb) {

    /** Nothing else is counted for a project as a whole. */
    int of(ComputeQuota quota) {
        return switch (quota) {
            case INSTANCES -> instances;
            case CORES -> cores;
            case RAM -> ramMb;
            case METADATA_ITEMS,
                    KEY_PAIRS,
                    SERVER_GROUPS,
                    SERVER_GROUP_MEMBERS,
                    INJECTED_FILES,
                    INJECTED_FILE_CONTENT_BYTES,
                    INJECTED_FILE_PATH_BYTES,
                    FIXED_IPS,
                    FLOATING_IPS,
                    SECURITY_GROUPS,
                    SECURITY_GROUP_RULES -> 0;
        };
    }
}
