package io.caelum.platform.web.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.platform.fault.Fault;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void withoutALimitAPageIsAsLongAsItMayBe() {
        assertThat(Page.of(null, null, 1000).limit()).isEqualTo(1000);
    }

    @Test
    void aLimitAboveTheMaximumIsCut() {
        assertThat(Page.of("1000000000", "m", 1000)).satisfies(page -> {
            assertThat(page.limit()).isEqualTo(1000);
            assertThat(page.marker()).contains("m");
        });
    }

    @Test
    void aLimitThatIsNegativeOrNoNumberIsABadRequestWhichNamesIt() {
        for (String bad : new String[] {"-1", "abc", "1.5", "", "99999999999999"}) {
            assertThatThrownBy(() -> Page.of(bad, null, 1000))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("limit");
        }
    }
}
