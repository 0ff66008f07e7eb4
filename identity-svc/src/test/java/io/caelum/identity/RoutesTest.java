package io.caelum.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What each route answers to those who may do little, with an id that nobody has: without a token, with an unscoped one,
 * and with the roles reader, member and manager on a project. {@code routes.txt} is the whole table: a new route asks for
 * its row.
 */
@QuarkusTest
class RoutesTest extends IdentityServiceTest {

    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target/classes");
    private static final String NOBODYS = "0123456789abcdef0123456789abcdef";

    private record Route(String method, String path) {

        int status(RequestSpecification caller) {
            String address = path.replace("{who}", "users")
                    .replace("{where}", "projects")
                    .replaceAll("\\{[^}]+}", NOBODYS);
            return caller.contentType("application/json")
                    .body("{}")
                    .redirects()
                    .follow(false)
                    .request(method, address)
                    .statusCode();
        }
    }

    @Test
    void everyRouteAnswersOthersAsTheTableSays() {
        String project = newProject();
        List<String> withRoles = Stream.of("reader", "member", "manager")
                .map(role -> tokenOf(logIn(userById(userWith(role, project), "p"), project(project))))
                .toList();
        String unscoped = tokenOf(logIn(userById(userWith("member", project), "p"), "unscoped"));

        List<String> found = routes().map(route -> {
                    int anonymous = route.status(given());
                    assertThat(route.status(given().header("X-Auth-Token", "x")))
                            .as("%s with a bad token", route)
                            .isEqualTo(anonymous);
                    List<Integer> statuses = withRoles.stream()
                            .map(token -> route.status(as(token)))
                            .distinct()
                            .toList();
                    assertThat(statuses).as("%s with any of the roles", route).hasSize(1);
                    return "%s %s %d %d %d"
                            .formatted(
                                    route.method(),
                                    route.path(),
                                    anonymous,
                                    route.status(as(unscoped)),
                                    statuses.getFirst());
                })
                .toList();

        assertThat(String.join("\n", found)).isEqualTo(String.join("\n", table()));
    }

    @Test
    void whatAClientSaysAboutItselfInHeadersCountsForNothing() {
        String member = tokenOf(logIn(user("demo", "the demo user's password"), projectNamed("demo")));
        for (Map<String, String> forged : List.of(
                Map.of("X-Roles", "admin", "X-User-Id", NOBODYS, "X-Is-Admin-Project", "True"),
                Map.of("X_Roles", "admin", "X_User_Id", NOBODYS, "X_Is_Admin_Project", "True"),
                Map.of("X-Service-Roles", "admin,service", "X-Service-Token", adminToken()),
                Map.of("OpenStack-System-Scope", "all", "X-Identity-Status", "Confirmed"),
                Map.of("X-HTTP-Method-Override", "GET", "X-Project-Id", NOBODYS))) {
            given().headers(forged).get("/v3/users").then().statusCode(401);
            as(member).headers(forged).get("/v3/users").then().statusCode(403);
        }
    }

    private static String userWith(String role, String project) {
        String user = newUser("p");
        give(role, user, project);
        return user;
    }

    private static List<String> table() {
        try (var table = RoutesTest.class.getResourceAsStream("/routes.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order of their paths. */
    private static Stream<Route> routes() {
        var routes = new ArrayList<Route>();
        for (Class<?> resource : resources()) {
            for (Method method : resource.getMethods()) {
                verb(method).ifPresent(verb -> routes.add(new Route(verb, path(resource, method))));
            }
        }
        return routes.stream()
                .distinct()
                .sorted(Comparator.comparing(Route::path).thenComparing(Route::method));
    }

    private static List<Class<?>> resources() {
        try (Stream<java.nio.file.Path> files = Files.walk(CLASSES)) {
            return files.map(file -> CLASSES.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .<Class<?>>map(RoutesTest::load)
                    .filter(type -> type.isAnnotationPresent(Path.class) && !type.isInterface())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String file) {
        try {
            String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(found -> found != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    /** Parameters without their patterns. */
    private static String path(Class<?> resource, Method method) {
        Path own = method.getAnnotation(Path.class);
        String whole = resource.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
        return whole.replaceAll("//+", "/").replaceAll(": [^}]*}", "}");
    }
}
