package io.caelum.launcher.cloud;

import io.caelum.launcher.home.Home;
import io.caelum.launcher.home.Secrets;
import io.caelum.launcher.home.Settings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The users that every stack has; each works in the project of the same name. */
public enum CloudUser {
    DEMO,
    ADMIN;

    public String userName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String password(Home home) {
        return new Secrets(home).require("user-" + userName());
    }

    /** What OpenStack's clients read. */
    public Map<String, String> environment(Home home) {
        return environment(Settings.read(home).ports().gatewayUrl(), password(home));
    }

    /** The same for a cloud that was deployed in another way. */
    public Map<String, String> environment(String gateway, String password) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("OS_AUTH_URL", gateway + "/identity/v3");
        variables.put("OS_IDENTITY_API_VERSION", "3");
        variables.put("OS_AUTH_TYPE", "password");
        variables.put("OS_USERNAME", userName());
        variables.put("OS_PASSWORD", password);
        variables.put("OS_USER_DOMAIN_NAME", "Default");
        variables.put("OS_PROJECT_NAME", userName());
        variables.put("OS_PROJECT_DOMAIN_NAME", "Default");
        variables.put("OS_REGION_NAME", "RegionOne");
        variables.put("OS_INTERFACE", "public");
        return variables;
    }
}
