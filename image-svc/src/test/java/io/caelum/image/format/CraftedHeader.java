package io.caelum.image.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The first bytes of images, made by hand. */
public final class CraftedHeader {

    private final ByteBuffer bytes = ByteBuffer.allocate(Head.WANTED);

    public static CraftedHeader empty() {
        return new CraftedHeader();
    }

    /** A plain qcow2 version 3 without anything outside. */
    public static CraftedHeader qcow2(long virtualSize) {
        return empty().text(0, "QFI")
                .bytes(3, 0xfb)
                .bigInt(4, 3)
                .bigLong(24, virtualSize)
                .bigInt(36, 1);
    }

    public static CraftedHeader vmdk(long sectors, String descriptor) {
        return empty().text(0, "KDMV")
                .littleLong(12, sectors)
                .littleLong(28, 1)
                .littleLong(36, 20)
                .text(512, descriptor);
    }

    public CraftedHeader text(int offset, String text) {
        bytes.put(offset, text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    public CraftedHeader bytes(int offset, int... values) {
        for (int i = 0; i < values.length; i++) {
            bytes.put(offset + i, (byte) values[i]);
        }
        return this;
    }

    public CraftedHeader bigInt(int offset, int value) {
        bytes.order(ByteOrder.BIG_ENDIAN).putInt(offset, value);
        return this;
    }

    public CraftedHeader bigLong(int offset, long value) {
        bytes.order(ByteOrder.BIG_ENDIAN).putLong(offset, value);
        return this;
    }

    public CraftedHeader littleLong(int offset, long value) {
        bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(offset, value);
        return this;
    }

    public CraftedHeader littleInt(int offset, int value) {
        bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
        return this;
    }

    public CraftedHeader partitioned() {
        return bytes(510, 0x55, 0xaa);
    }

    public CraftedHeader iso() {
        return text(0x8001, "CD001");
    }

    Head head() {
        return new Head(bytes.array(), bytes.capacity());
    }

    public byte[] toBytes() {
        return bytes.array().clone();
    }
}
