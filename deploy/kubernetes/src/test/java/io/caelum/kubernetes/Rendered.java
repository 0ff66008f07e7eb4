package io.caelum.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the chart makes of some values: the objects that a cluster would be given. */
record Rendered(List<JsonNode> objects) {

    static final Path CHART = Path.of("caelum").toAbsolutePath();
    static final String RELEASE = "cloud";

    private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());

    static Rendered with(Map<String, Object> values) {
        var template = new Helm(CHART)
                .template()
                .withName(RELEASE)
                .withNamespace(FakeCluster.NAMESPACE)
                .withKubeVersion("1.31.0");
        values.forEach(template::set);
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(template.call())) {
            return new Rendered(documents.readAll().stream()
                    .filter(JsonNode::isObject)
                    .filter(object -> !object.isEmpty())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<JsonNode> ofKind(String... kinds) {
        return objects.stream().filter(object -> List.of(kinds).contains(kind(object)));
    }

    JsonNode the(String kind, String part) {
        return ofKind(kind)
                .filter(object -> name(object).equals(RELEASE + "-" + part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no %s %s".formatted(kind, part)));
    }

    /** Deployments and StatefulSets. */
    Stream<JsonNode> workloads() {
        return ofKind("Deployment", "StatefulSet");
    }

    static String kind(JsonNode object) {
        return object.path("kind").asText();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    /** The part without the name of the release. */
    static String part(JsonNode object) {
        return name(object).substring(RELEASE.length() + 1);
    }

    static JsonNode pod(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    static Stream<JsonNode> containers(JsonNode workload) {
        return Stream.concat(
                stream(pod(workload).path("initContainers")),
                stream(pod(workload).path("containers")));
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return array.valueStream();
    }
}
