package io.caelum.identity.token;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A log-in. Parts for methods that are not asked for are let through: clients send them.
 *
 * @param auth never null in a well-formed one
 */
record CreateToken(Auth auth) {

    /** @param scope see {@link Scope#of} */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Auth(Identity identity, JsonNode scope) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Identity(List<String> methods, Password password, Token token) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Password(User user) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record User(String id, String name, Scope.DomainRef domain, String password) {

        /** The password stays out of logs. */
        @Override
        public String toString() {
            return "User[" + id + ", " + name + "]";
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Token(String id) {

        /** The token stays out of logs. */
        @Override
        public String toString() {
            return "Token[...]";
        }
    }
}
