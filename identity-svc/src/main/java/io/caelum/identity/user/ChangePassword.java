package io.caelum.identity.user;

import io.caelum.identity.resource.KeystoneJson;

/** What comes in when users change their own password. */
record ChangePassword(Fields user) {

    @KeystoneJson
    record Fields(String originalPassword, String password) {

        /** Passwords stay out of logs. */
        @Override
        public String toString() {
            return "ChangePassword[...]";
        }
    }
}
