package io.caelum.launcher.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TemporaryInfraTest {

    @Test
    void databasesBelongToRolesOfTheirOwnAndTheServerLeavesNothingBehind() {
        PostgresServer postgres;
        try (var infra = new TemporaryInfra()) {
            postgres = infra.postgres();
            postgres.ensureDatabase("image", "first");
            postgres.ensureDatabase("image", "second");
            assertThat(postgres.sql("image", "select pg_get_userbyid(datdba) from pg_database where datname = 'image'"))
                    .isEqualToIgnoringNewLines("image");
        }
        assertThat(postgres.isAlive()).isFalse();
    }

    @Test
    void theBrokerBoundsNotificationsInItsVirtualHostAndTakesItsPortMapperAlong() {
        RabbitMqServer rabbit;
        try (var infra = new TemporaryInfra()) {
            rabbit = infra.rabbitMq();
            rabbit.define(BrokerRules.json());
            // the virtual host is there, and the broker knows what to do with notifications in it
            assertThat(rabbit.control(List.of("list_policies", "--vhost", "caelum")))
                    .contains("notifications\\.", "\"max-length\":10000", "\"overflow\":\"drop-head\"");
        }
        assertThat(rabbit.isAlive()).isFalse();
    }
}
