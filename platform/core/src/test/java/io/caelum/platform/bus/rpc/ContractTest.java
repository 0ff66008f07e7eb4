package io.caelum.platform.bus.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.compute.ComputeRpc;
import io.caelum.platform.contract.compute.GuestInterfacesRpc;
import io.caelum.platform.contract.gateway.TraceRpc;
import io.caelum.platform.contract.identity.IdentityRpc;
import io.caelum.platform.contract.identity.TokenTrustRpc;
import io.caelum.platform.contract.image.ImageRpc;
import io.caelum.platform.contract.network.NetworkAgentReportRpc;
import io.caelum.platform.contract.network.NetworkAgentRpc;
import io.caelum.platform.contract.network.NetworkRpc;
import io.caelum.platform.contract.network.SecurityGroupLookupRpc;
import io.caelum.platform.contract.network.ServerPortsRpc;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                ComputeRpc.class,
                GuestInterfacesRpc.class,
                ComputeReportRpc.class,
                TraceRpc.class,
                IdentityRpc.class,
                TokenTrustRpc.class,
                ImageRpc.class,
                NetworkRpc.class,
                ServerPortsRpc.class,
                SecurityGroupLookupRpc.class,
                NetworkAgentRpc.class,
                NetworkAgentReportRpc.class
            })
    void allContractsOfTheCloudAreSound(Class<?> contract) {
        assertThat(Contract.of(contract).topic()).isNotBlank();
    }

    @Test
    void namesOnTheWireAreInSnakeCase() {
        var build = Contract.of(ComputeRpc.class).operationNamed("build_and_run_instance");

        assertThat(build.kind()).isEqualTo(Contract.Kind.CAST);
        assertThat(build.hostIndex()).isZero();
        assertThat(build.arguments()).extracting(Contract.Argument::wireName).containsExactly("build");
        assertThat(Contract.of(ComputeReportRpc.class)
                        .operationNamed("instance_spawned")
                        .arguments())
                .extracting(Contract.Argument::wireName)
                .containsExactly("host", "server_id", "generation");
    }

    @Test
    void reportsOfHostsDoNotKeep() {
        assertThat(Contract.of(ComputeReportRpc.class)
                        .operationNamed("report_host")
                        .timeoutMillis())
                .isEqualTo(5_000);
    }

    @RpcTopic(value = "t", exchange = "e")
    interface Unmarked {
        Uni<Void> something();
    }

    @RpcTopic(value = "t", exchange = "e")
    interface Blocking {
        @Call
        String something();
    }

    @Test
    void whatCouldNotWorkIsRefusedWithAReason() {
        assertThatThrownBy(() -> Contract.of(Unmarked.class)).hasMessageContaining("@Call, @Cast and @Fanout");
        assertThatThrownBy(() -> Contract.of(Blocking.class)).hasMessageContaining("Uni");
        assertThatThrownBy(() -> Contract.of(Runnable.class)).hasMessageContaining("@RpcTopic");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2, 1.0, true",
        "1.2, 1.2, true",
        "1.2, 1.3, false",
        "1.2, 1.2.1, false",
        "1.2.3, 1.2.1, true",
        "1.2, 2.0, false",
        "2.0, 1.0, false",
        "1.2, 1.1.9, true"
    })
    void aVersionServesWhatItIncludes(String own, String wanted, boolean serves) {
        assertThat(Endpoint.isCompatible(Endpoint.parse(own), Endpoint.parse(wanted)))
                .isEqualTo(serves);
    }

    @Test
    void aVersionThatIsNoneIsRefused() {
        for (String text : new String[] {"1", "", "None", "1.2.3.4", "1.x"}) {
            assertThatThrownBy(() -> Endpoint.parse(text)).isInstanceOf(NumberFormatException.class);
        }
    }

    @Test
    void idsAreRememberedForAWhileAndInNumber() throws Exception {
        var few = new Duplicates(3, Duration.ofMinutes(1));
        assertThat(few.isFirst("a")).isTrue();
        assertThat(few.isFirst("a")).isFalse();
        few.isFirst("b");
        few.isFirst("c");
        few.isFirst("d");
        assertThat(few.isFirst("a")).isTrue();

        var brief = new Duplicates(100, Duration.ofMillis(20));
        brief.isFirst("a");
        Thread.sleep(40);
        assertThat(brief.isFirst("a")).isTrue();
        brief.forget("a");
        assertThat(brief.isFirst("a")).isTrue();
    }
}
