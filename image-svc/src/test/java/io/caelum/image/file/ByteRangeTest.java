package io.caelum.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.platform.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-99, 0, 100",
        "bytes=900-, 900, 100",
        "bytes=-1, 999, 1",
        "bytes=-5000, 0, 1000",
        "bytes=500-5000, 500, 500",
        "bytes=0-0, 0, 1"
    })
    void namesOnePartOfTheBytes(String header, long from, long length) {
        assertThat(ByteRange.of(header, 1000)).isEqualTo(new ByteRange(from, length, 1000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=1000-",
                "bytes=5-4",
                "bytes=-0",
                "bytes=-",
                "bytes=0-1,3-4",
                "lines=0-1",
                "",
                "bytes=a-b",
                "bytes=99999999999999999999-"
            })
    void refusesWhatCannotBeAnsweredWithOnePart(String header) {
        assertThatThrownBy(() -> ByteRange.of(header, 1000))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.status()).isEqualTo(416));
    }

    @Test
    void isTheWholeWithoutAHeader() {
        assertThat(ByteRange.of(null, 1000).isWhole()).isTrue();
        assertThat(ByteRange.of(null, 0).isWhole()).isTrue();
    }

    @Test
    void saysWhichPartItIs() {
        assertThat(ByteRange.of("bytes=-100", 1000).contentRange()).isEqualTo("bytes 900-999/1000");
    }
}
