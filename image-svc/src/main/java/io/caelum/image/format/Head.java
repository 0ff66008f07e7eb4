package io.caelum.image.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The first bytes of an image, read by offset; what lies beyond the end reads as zero. */
public final class Head {

    /** How many bytes are looked at; the primary volume descriptor of an ISO ends well before. */
    public static final int WANTED = 64 * 1024;

    private final ByteBuffer bytes;

    /** Looks at the first {@code length} bytes of the array, at most {@link #WANTED}, without copying. */
    public Head(byte[] bytes, int length) {
        this.bytes = ByteBuffer.wrap(bytes, 0, Math.min(length, WANTED)).slice();
    }

    boolean has(int offset, String ascii) {
        return text(offset, ascii.length()).equals(ascii);
    }

    boolean has(int offset, int... unsignedBytes) {
        for (int i = 0; i < unsignedBytes.length; i++) {
            if (unsignedByte(offset + i) != unsignedBytes[i]) {
                return false;
            }
        }
        return true;
    }

    int unsignedByte(int offset) {
        return contains(offset, 1) ? Byte.toUnsignedInt(bytes.get(offset)) : 0;
    }

    int bigInt(int offset) {
        return contains(offset, 4) ? bytes.order(ByteOrder.BIG_ENDIAN).getInt(offset) : 0;
    }

    long bigLong(int offset) {
        return contains(offset, 8) ? bytes.order(ByteOrder.BIG_ENDIAN).getLong(offset) : 0;
    }

    int littleInt(int offset) {
        return contains(offset, 4) ? bytes.order(ByteOrder.LITTLE_ENDIAN).getInt(offset) : 0;
    }

    long littleLong(int offset) {
        return contains(offset, 8) ? bytes.order(ByteOrder.LITTLE_ENDIAN).getLong(offset) : 0;
    }

    boolean contains(long offset, long length) {
        return offset >= 0 && length >= 0 && offset <= bytes.limit() - length;
    }

    /** Latin-1 text, cut at the end of the head. */
    String text(int offset, int length) {
        int end = Math.min(offset + length, bytes.limit());
        if (offset >= end) {
            return "";
        }
        return new String(bytes.array(), bytes.arrayOffset() + offset, end - offset, StandardCharsets.ISO_8859_1);
    }
}
