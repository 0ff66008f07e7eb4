package io.caelum.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.platform.fault.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageInspectorTest {

    private static final String SPARSE = """
            # Disk DescriptorFile
            version=1
            createType="monolithicSparse"
            RW 2048 SPARSE "disk.vmdk"
            """;

    @Test
    void readsTheSizeOfTheDiskFromAQcow2Header() {
        assertThat(inspect(DiskFormat.QCOW2, CraftedHeader.qcow2(10L << 30)).virtualSize())
                .contains(10L << 30);
    }

    @Test
    void refusesAQcow2WithABackingFile() {
        var header = CraftedHeader.qcow2(1 << 20).bigLong(8, 0x200).text(0x200, "/etc/passwd");

        assertRefused(() -> inspect(DiskFormat.QCOW2, header), "backing file");
    }

    @Test
    void refusesAQcow2WithAnExternalDataFile() {
        var header = CraftedHeader.qcow2(1 << 20).bigLong(72, 1 << 2);

        assertRefused(() -> inspect(DiskFormat.QCOW2, header), "external data file");
    }

    @Test
    void refusesAQcow2WithFeaturesFromTheFuture() {
        var header = CraftedHeader.qcow2(1 << 20).bigLong(72, 1L << 40);

        assertRefused(() -> inspect(DiskFormat.QCOW2, header), "features");
    }

    @Test
    void refusesAQcow2WithAnEndlessTable() {
        var header = CraftedHeader.qcow2(1 << 20).bigInt(36, -1);

        assertRefused(() -> inspect(DiskFormat.QCOW2, header), "L1 table");
    }

    @Test
    void refusesAQcow2WithoutAVersion() {
        assertRefused(() -> inspect(DiskFormat.QCOW2, CraftedHeader.empty().text(0, "QFI\u00fb")), "version");
    }

    @Test
    void refusesADiskOfMoreThanALongCanCount() {
        assertRefused(() -> inspect(DiskFormat.QCOW2, CraftedHeader.qcow2(-1)), "8 EiB");
    }

    @ParameterizedTest
    @EnumSource(value = DiskFormat.class, names = "QCOW2", mode = EnumSource.Mode.EXCLUDE)
    void refusesAQcow2UnderEveryOtherName(DiskFormat declared) {
        assertRefused(() -> inspect(declared, CraftedHeader.qcow2(1 << 20)), "declared as " + declared.wire());
    }

    @Test
    void refusesDangerousContentInContainersAsWell() {
        var header = CraftedHeader.qcow2(1 << 20).bigLong(8, 0x200);

        assertRefused(() -> ImageInspector.inspect(DiskFormat.RAW, ContainerFormat.OVA, header.head()), "backing file");
    }

    @Test
    void readsTheSizeOfTheDiskFromASparseVmdk() {
        assertThat(inspect(DiskFormat.VMDK, CraftedHeader.vmdk(2048, SPARSE)).virtualSize())
                .contains(2048L * 512);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# Disk DescriptorFile\ncreateType=\"monolithicFlat\"\nRW 2048 FLAT \"/etc/passwd\" 0\n",
                "# Disk DescriptorFile\ncreateType=\"monolithicSparse\"\nRW 2048 FLAT \"disk-flat.vmdk\" 0\n",
                "# Disk DescriptorFile\ncreateType=\"monolithicSparse\"\nRW 2048 SPARSE \"/etc/passwd\"\n",
                "# Disk DescriptorFile\ncreateType=\"streamOptimized\"\nRW 1 SPARSE \"a\"\nRW 1 SPARSE \"b\"\n",
                "# Disk DescriptorFile\ncreateType=\"monolithicSparse\"\nparentFileNameHint=\"/etc/passwd\"\n",
                "# Disk DescriptorFile\n"
            })
    void refusesAVmdkThatNamesOtherFiles(String descriptor) {
        assertRefused(() -> inspect(DiskFormat.VMDK, CraftedHeader.vmdk(2048, descriptor)), "refused");
    }

    @ParameterizedTest
    @EnumSource(
            value = DiskFormat.class,
            names = {"VMDK", "RAW"})
    void refusesABareVmdkDescriptor(DiskFormat declared) {
        var header = CraftedHeader.empty()
                .text(0, "# Disk DescriptorFile\ncreateType=\"monolithicFlat\"\nRW 1 FLAT \"/etc/passwd\" 0\n");

        assertRefused(() -> inspect(declared, header), "refused");
    }

    @Test
    void refusesAVmdkWhoseDescriptorIsFarAway() {
        var header = CraftedHeader.vmdk(2048, SPARSE).littleLong(28, Long.MAX_VALUE / 2);

        assertRefused(() -> inspect(DiskFormat.VMDK, header), "descriptor");
    }

    @Test
    void readsTheSizeOfTheDiskFromAVdiAndAVhd() {
        var vdi = CraftedHeader.empty().littleInt(0x40, 0xbeda107f).littleLong(0x170, 4096);
        var vhd = CraftedHeader.empty().text(0, "conectix").bigLong(48, 8192);

        assertThat(inspect(DiskFormat.VDI, vdi).virtualSize()).contains(4096L);
        assertThat(inspect(DiskFormat.VHD, vhd).virtualSize()).contains(8192L);
    }

    @Test
    void refusesAFileOfTwoFormats() {
        assertRefused(
                () -> inspect(DiskFormat.QCOW2, CraftedHeader.qcow2(1 << 20).iso()), "qcow2 and iso");
    }

    @Test
    void refusesAQcow2ThatIsAPartitionedDiskAsWell() {
        assertRefused(
                () -> inspect(DiskFormat.QCOW2, CraftedHeader.qcow2(1 << 20).partitioned()), "partitioned disk");
    }

    @Test
    void acceptsAHybridIso() {
        assertThat(inspect(DiskFormat.ISO, CraftedHeader.empty().iso().partitioned())
                        .virtualSize())
                .isEmpty();
    }

    @Test
    void acceptsAPartitionedRawDisk() {
        assertThat(inspect(DiskFormat.RAW, CraftedHeader.empty().partitioned()).virtualSize())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(DiskFormat.class)
    void acceptsBytesWithoutASignatureUnderEveryName(DiskFormat declared) {
        byte[] bytes = "no image at all".getBytes(StandardCharsets.US_ASCII);

        assertThat(ImageInspector.inspect(declared, ContainerFormat.BARE, new Head(bytes, bytes.length))
                        .virtualSize())
                .isEmpty();
    }

    @Test
    void answersForEveryGarbageBehindEverySignature() {
        var random = new Random(20261123);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = garbage(random);
            for (DiskFormat declared : DiskFormat.values()) {
                assertDecides(declared, bytes);
            }
        }
    }

    private static byte[] garbage(Random random) {
        byte[] bytes = new byte[random.nextInt(700)];
        random.nextBytes(bytes);
        String[] marks = {"QFI\u00fb", "KDMV", "COWD", "conectix", "vhdxfile", "# Disk DescriptorFile"};
        byte[] mark = marks[random.nextInt(marks.length)].getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(mark, 0, bytes, 0, Math.min(mark.length, bytes.length));
        return bytes;
    }

    private static void assertDecides(DiskFormat declared, byte[] bytes) {
        try {
            var finding = ImageInspector.inspect(declared, ContainerFormat.BARE, new Head(bytes, bytes.length));
            assertThat(finding.virtualSize().orElse(0L)).isNotNegative();
        } catch (Fault refused) {
            assertThat(refused.status()).isEqualTo(400);
        }
    }

    private static ImageInspector.Finding inspect(DiskFormat declared, CraftedHeader header) {
        return ImageInspector.inspect(declared, ContainerFormat.BARE, header.head());
    }

    private static void assertRefused(ThrowingCallable inspection, String why) {
        assertThatThrownBy(inspection)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.status()).isEqualTo(400))
                .hasMessageContaining(why);
    }
}
