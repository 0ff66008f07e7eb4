package io.caelum.platform.contract.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.smile.SmileFactory;
import com.fasterxml.jackson.dataformat.smile.SmileGenerator;
import com.fasterxml.jackson.dataformat.smile.databind.SmileMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Finished spans as they travel: in Smile, the binary JSON, which writes each name and each repeated text once; within the
 * message it is a text in base64. As plain JSON within a message, tracing was dearest where spans are packed and unpacked.
 *
 * @param packed a list of {@link FinishedSpan} in Smile
 */
public record SpanBatch(byte[] packed) {

    private static final ObjectMapper SMILE = SmileMapper.builder(SmileFactory.builder()
                    .enable(SmileGenerator.Feature.CHECK_SHARED_STRING_VALUES)
                    .build())
            .addModule(new Jdk8Module())
            .build();
    private static final ObjectWriter WRITER =
            SMILE.writerFor(SMILE.getTypeFactory().constructCollectionType(List.class, FinishedSpan.class));
    private static final ObjectReader READER = SMILE.readerForListOf(FinishedSpan.class);

    /** Packs the spans. */
    public static SpanBatch of(List<FinishedSpan> spans) {
        try {
            return new SpanBatch(WRITER.writeValueAsBytes(spans));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The spans in the order in which they were packed.
     *
     * @throws UncheckedIOException if these are no spans
     */
    public List<FinishedSpan> spans() {
        try {
            return READER.readValue(packed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
