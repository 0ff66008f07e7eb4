package io.caelum.acceptance.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.AMQImpl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Finds the messages in what a client of AMQP 0-9-1 says on one connection. Frames may come in any pieces. */
final class Publications implements BrokerProxy.Listener {

    /** {@code AMQP 0 0 9 1}. */
    private static final int GREETING = 8;

    private static final int FRAME_HEAD = 7;
    private static final int METHOD = 1;
    private static final int HEADER = 2;
    private static final int BODY = 3;
    /** Class 60, method 40. */
    private static final int BASIC_PUBLISH = 60 << 16 | 40;

    private final Consumer<Publication> found;
    private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
    private final Map<Integer, Half> halves = new HashMap<>();
    private boolean greeted;

    Publications(Consumer<Publication> found) {
        this.found = found;
    }

    record Publication(String exchange, String routingKey, BasicProperties properties, byte[] body) {}

    /** What has come of a message on a channel. */
    private static final class Half {
        private final String exchange;
        private final String routingKey;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private BasicProperties properties;
        private long size;

        Half(String exchange, String routingKey) {
            this.exchange = exchange;
            this.routingKey = routingKey;
        }
    }

    @Override
    public void heard(byte[] bytes, int count) {
        unread.write(bytes, 0, count);
        var all = ByteBuffer.wrap(unread.toByteArray());
        if (!greeted && all.remaining() >= GREETING) {
            all.position(GREETING);
            greeted = true;
        }
        while (greeted && hasFrame(all)) {
            read(all);
        }
        unread.reset();
        unread.write(all.array(), all.position(), all.remaining());
    }

    private static boolean hasFrame(ByteBuffer bytes) {
        return bytes.remaining() >= FRAME_HEAD && bytes.remaining() > FRAME_HEAD + bytes.getInt(bytes.position() + 3);
    }

    private void read(ByteBuffer bytes) {
        int type = bytes.get();
        int channel = bytes.getShort();
        var payload = new byte[bytes.getInt()];
        bytes.get(payload);
        bytes.get(); // the end of every frame
        try {
            take(type, channel, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(int type, int channel, byte[] payload) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(payload));
        Half half = halves.get(channel);
        if (type == METHOD && in.readInt() == BASIC_PUBLISH) {
            in.readShort();
            halves.put(channel, new Half(shortText(in), shortText(in)));
        } else if (type == HEADER && half != null) {
            half.properties = (BasicProperties) AMQImpl.readContentHeaderFrom(in);
            half.size = half.properties.getBodySize();
            finishIfWhole(channel, half);
        } else if (type == BODY && half != null) {
            half.body.write(payload);
            finishIfWhole(channel, half);
        }
    }

    private void finishIfWhole(int channel, Half half) {
        if (half.body.size() >= half.size) {
            halves.remove(channel);
            found.accept(new Publication(half.exchange, half.routingKey, half.properties, half.body.toByteArray()));
        }
    }

    private static String shortText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedByte()), UTF_8);
    }
}
