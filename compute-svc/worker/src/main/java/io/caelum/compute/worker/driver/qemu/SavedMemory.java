package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.qemu.disk.DiskTool;
import io.caelum.compute.worker.driver.qemu.disk.Disks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A guest's memory on its own root disk, as a snapshot inside of it. */
final class SavedMemory {

    private static final String TAG = "suspended";

    private SavedMemory() {}

    /** The machine must stand still before and stays so. */
    static void save(Machine machine) throws DriverException, InterruptedException {
        machine.runJob("snapshot-save", "save", arguments("save", true));
    }

    static void load(Machine machine) throws DriverException, InterruptedException {
        machine.runJob("snapshot-load", "load", arguments("load", true));
    }

    static void forget(Machine machine) throws DriverException, InterruptedException {
        machine.runJob("snapshot-delete", "forget", arguments("forget", false));
    }

    /** Of a guest that is off. */
    static void forget(DiskTool tool, GuestFolder folder) throws DriverException, InterruptedException {
        tool.forget(folder.path(), Disks.ROOT, TAG);
    }

    private static Map<String, Object> arguments(String job, boolean withMemory) {
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("job-id", job);
        arguments.put("tag", TAG);
        if (withMemory) {
            arguments.put("vmstate", Disks.ROOT);
        }
        arguments.put("devices", List.of(Disks.ROOT));
        return arguments;
    }
}
