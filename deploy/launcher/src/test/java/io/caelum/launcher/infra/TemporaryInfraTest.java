package io.caelum.launcher.infra;

import static org.assertj.core.api.Assertions.assertThat;

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
    void theBrokerHasItsOwnVirtualHostAndTakesItsPortMapperAlong() {
        RabbitMqServer rabbit;
        try (var infra = new TemporaryInfra()) {
            rabbit = infra.rabbitMq();
            assertThat(rabbit.control(java.util.List.of("list_vhosts"))).contains("caelum");
        }
        assertThat(rabbit.isAlive()).isFalse();
    }
}
