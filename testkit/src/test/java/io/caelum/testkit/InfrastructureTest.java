package io.caelum.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InfrastructureTest {

    @Test
    void everyDatabaseIsANewOneAndGoneAfterwards() throws SQLException {
        TestPostgres.Database first;
        try (var one = TestPostgres.freshDatabase();
                var other = TestPostgres.freshDatabase()) {
            first = one;
            assertThat(one.name()).isNotEqualTo(other.name());
            assertThat(isThere(one)).isTrue();
        }
        assertThat(isThere(first)).isFalse();
    }

    @Test
    void everyVirtualHostIsANewOne() {
        try (var one = TestRabbitMq.freshVhost();
                var other = TestRabbitMq.freshVhost()) {
            assertThat(one.name()).isNotEqualTo(other.name());
            assertThat(one.busUrl()).startsWith("rabbit://").endsWith("/" + one.name());
        }
    }

    /** Keycloak takes long to start. */
    @Test
    @Tag("long")
    void theClientOfAFreshRealmGetsATokenForItsServiceAccount() throws IOException, InterruptedException {
        try (var fresh = TestKeycloak.freshRealm()) {
            var form = "grant_type=client_credentials&client_id=caelum-identity&client_secret="
                    + fresh.realm().clientSecret();
            var request = HttpRequest.newBuilder(URI.create(
                            fresh.url() + "/realms/" + fresh.realm().name() + "/protocol/openid-connect/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
            var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
    }

    @Test
    @Tag("long")
    void aRealmOfAnOlderVersionGetsTheClientThatItLacksAndNothingTwice() {
        try (var fresh = TestKeycloak.freshRealm()) {
            assertThat(fresh.mend()).isEmpty();
            fresh.removeClient("caelum-dashboard");

            assertThat(fresh.mend()).containsExactly("client caelum-dashboard");
            assertThat(fresh.mend()).isEmpty();
        }
    }

    private static boolean isThere(TestPostgres.Database database) throws SQLException {
        var url = database.jdbcUrl().replace("/" + database.name(), "/postgres");
        try (var connection = DriverManager.getConnection(url, database.user(), database.password());
                var query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, database.name());
            return query.executeQuery().next();
        }
    }
}
