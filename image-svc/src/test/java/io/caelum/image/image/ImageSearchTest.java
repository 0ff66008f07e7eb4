package io.caelum.image.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.platform.context.RequestContext;
import io.caelum.platform.fault.Fault;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a query means; the SQL itself is proved against a database in ImageListTest. */
class ImageSearchTest {

    private static final RequestContext CALLER = RequestContext.system("test");

    @Test
    void linksArePathsWhichKeepTheQuery() {
        var search = search("limit=1&name=a+b&marker=4b6ba0b4-3f5c-4f0a-8cbb-7d1a5a3a9c11");
        Image last = Image.queued(UUID.fromString("00000000-0000-0000-0000-000000000007"), "p", Instant.EPOCH);

        var view = search.view(List.of(last));

        assertThat(view.first()).isIn("/v2/images?limit=1&name=a+b", "/v2/images?name=a+b&limit=1");
        assertThat(view.next()).isEqualTo(view.first() + "&marker=00000000-0000-0000-0000-000000000007");
        assertThat(view.schema()).isEqualTo("/v2/schemas/images");
    }

    @Test
    void thereIsNoNextPageAfterOneThatIsNotFull() {
        assertThat(search("limit=2")
                        .view(List.of(Image.queued(UUID.randomUUID(), "p", Instant.EPOCH)))
                        .next())
                .isNull();
        assertThat(search("limit=0").view(List.of()).next()).isNull();
    }

    @Test
    void everyOrderEndsWithTheId() {
        assertThat(search("").order().sql()).isEqualTo("i.created_at desc, i.id desc");
        assertThat(search("sort=name:asc,size:desc").order().sql())
                .isEqualTo("coalesce(i.name, '') asc, coalesce(i.size, -1) desc, i.created_at desc, i.id desc");
        assertThat(search("sort_key=min_ram&sort_dir=asc").order().sql())
                .isEqualTo("i.min_ram asc, i.created_at asc, i.id asc");
    }

    @Test
    void readsSeveralValuesAfterIn() {
        assertThat(ImageFilter.values("in:a,\"b,c\",d")).containsExactly("a", "b,c", "d");
        assertThat(ImageFilter.values("inn")).containsExactly("inn");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=-1 | limit",
                "limit=x | limit",
                "sort_key=wrong | wrong",
                "sort_key=name&sort_dir=up | up",
                "sort=name:asc&sort_key=name | combined",
                "visibility=secret | secret",
                "member_status=maybe | maybe",
                "status=burning | burning",
                "disk_format=RAW | disk_format",
                "protected=perhaps | protected",
                "os_hidden=perhaps | os_hidden",
                "size_min=-5 | size_min",
                "size_max=big | size_max",
                "min_ram=x | min_ram",
                "created_at=around:2026-01-01T00:00:00Z | around",
                "updated_at=gt:yesterday | updated_at",
                "name=in:\"a | quote"
            })
    void refusesAQueryThatMeansNothingAndNamesTheKey(String query, String saying) {
        assertThatThrownBy(() -> search(query))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.status()).isEqualTo(400))
                .hasMessageContaining(saying);
    }

    private static ImageSearch search(String query) {
        return ImageSearch.of(map(query), CALLER);
    }

    private static MultivaluedMap<String, String> map(String query) {
        var map = new MultivaluedHashMap<String, String>();
        for (String part : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = part.indexOf('=');
            map.add(part.substring(0, equals), part.substring(equals + 1).replace('+', ' '));
        }
        return map;
    }
}
