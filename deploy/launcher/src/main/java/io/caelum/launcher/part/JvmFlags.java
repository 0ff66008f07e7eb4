package io.caelum.launcher.part;

import java.util.ArrayList;
import java.util.List;

/**
 * The Java machines of all our processes on one page. Heaps are small since live data are: about 25 MB each. Processes
 * that only wait for messages make do with the quick compiler; those that answer many requests get both.
 */
enum JvmFlags {
    CONTROL(128, 16, false),
    GATEWAY(128, 16, false),
    HOST(64, 8, true);

    private final int heap;
    private final int young;
    private final boolean quickCompilerOnly;

    JvmFlags(int heapMegabytes, int youngMegabytes, boolean quickCompilerOnly) {
        heap = heapMegabytes;
        young = youngMegabytes;
        this.quickCompilerOnly = quickCompilerOnly;
    }

    List<String> options() {
        var options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-Xmx" + heap + "m",
                "-Xmn" + young + "m",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=20",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        if (quickCompilerOnly) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        return options;
    }
}
