package io.caelum.platform.bus.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.platform.bus.rpc.RpcRemoteException;
import io.caelum.platform.bus.rpc.RpcVersionException;
import io.caelum.platform.fault.Fault;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class FailureTest {

    private static JsonNode json(Failure failure) throws Exception {
        return WireJson.MAPPER.readTree(failure.toJson());
    }

    @Test
    void allSixKeysAreSent() throws Exception {
        JsonNode failure = json(Failure.of(new IllegalStateException("broken")));

        assertThat(failure.properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactlyInAnyOrder("class", "module", "message", "tb", "args", "kwargs");
        assertThat(failure.path("class").asText()).isEqualTo("IllegalStateException");
        assertThat(failure.path("module").asText()).isEqualTo("java.lang");
        assertThat(failure.path("args").path(0).asText()).isEqualTo("broken");
    }

    @Test
    void theTraceHoldsNoMessagesOfCauses() throws Exception {
        var e = new IllegalStateException("broken", new RuntimeException("password=geheim"));

        assertThat(Failure.of(e).toJson()).doesNotContain("geheim");
    }

    @Test
    void dispatchErrorsHaveTheTextsOfPython() throws Exception {
        assertThat(json(Failure.noSuchMethod("m")).path("message").asText())
                .isEqualTo("Endpoint does not support RPC method m");
        JsonNode version = json(Failure.unsupportedVersion("1.3", "m"));
        assertThat(version.path("message").asText())
                .isEqualTo("Endpoint does not support RPC version 1.3. Attempted method: m");
        assertThat(version.path("module").asText()).isEqualTo("oslo_messaging.rpc.dispatcher");
        assertThat(version.path("class").asText()).isEqualTo("UnsupportedVersion");
        assertThat(Failure.toException(version.toString())).isInstanceOf(RpcVersionException.class);
    }

    @Test
    void aFaultComesBackAsItWas() {
        var sent = new Fault(Fault.Kind.FORBIDDEN, "OverQuota", "Too many ports.");

        var received = Failure.toException(Failure.of(sent).toJson());

        assertThat(received).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.kind()).isEqualTo(Fault.Kind.FORBIDDEN);
            assertThat(fault.type()).isEqualTo("OverQuota");
            assertThat(fault).hasMessage("Too many ports.");
        });
    }

    @Test
    void knownFailuresOfPythonServicesAreFaults() {
        assertThat(Failure.toException("{\"class\": \"InstanceNotFound\", \"module\": \"nova.exception\","
                        + " \"message\": \"Instance 9f9f could not be found.\", \"kwargs\": {\"code\": 404}}"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.status()).isEqualTo(404));
        assertThat(Failure.toException(
                        "{\"class\": \"MacAddressInUse_Remote\", \"module\": \"neutron_lib.exceptions_Remote\"}"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.type()).isEqualTo("MacAddressInUse"));
    }

    @Test
    void builtinsHaveTheirJavaCounterparts() {
        assertThat(Failure.toException("{\"class\": \"TypeError\", \"module\": \"builtins\", \"message\": \"m\"}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Failure.toException("{\"class\": \"KeyError\", \"module\": \"exceptions\", \"message\": \"m\"}"))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void everythingElseKeepsItsNamesAndNoClassIsLoaded() {
        assertThat(Failure.toException("{\"class\": \"Error\", \"module\": \"java.lang\", \"message\": \"m\","
                        + " \"tb\": [\"a\\n\", \"b\\n\"]}"))
                .isInstanceOfSatisfying(RpcRemoteException.class, remote -> {
                    assertThat(remote.className()).isEqualTo("Error");
                    assertThat(remote.module()).isEqualTo("java.lang");
                    assertThat(remote.remoteTraceback()).isEqualTo("a\nb\n");
                });
        assertThat(Failure.toException("not JSON")).isInstanceOf(RpcRemoteException.class);
    }

    @Test
    void aFailureHandedOnKeepsItsNames() throws Exception {
        JsonNode again = json(Failure.of(new RpcRemoteException("nova.exception", "Odd", "text: more", "")));

        assertThat(again.path("class").asText()).isEqualTo("Odd");
        assertThat(again.path("module").asText()).isEqualTo("nova.exception");
        assertThat(again.path("message").asText()).isEqualTo("text: more");
    }
}
