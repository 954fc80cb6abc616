package dev.wsh.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI description, as a test reads it. */
final class Description {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode root;

    private Description(JsonNode root) {
        this.root = root;
    }

    static Description load() {
        try {
            return new Description(MAPPER.readTree(SessionServer.resource("openapi.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code GET /sessions [state, tag]}. */
    Set<String> operations() {
        Set<String> found = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                Set<String> query = new TreeSet<>();
                for (JsonNode parameter : operation.getValue().path("parameters")) {
                    if (parameter.get("in").asText().equals("query")) {
                        query.add(parameter.get("name").asText());
                    }
                }
                boolean open = operation.getValue().has("security");
                found.add(line(operation.getKey(), path.getKey(), query, open));
            }
        }
        return found;
    }

    static String line(String method, String path, Set<String> query, boolean open) {
        return method.toUpperCase(Locale.ROOT) + " " + path + " " + new TreeSet<>(query) + (open ? " open" : "");
    }

    /** An answer is one that the description promises: its status, its type, the members of its JSON. */
    void check(Route route, int status, String type, byte[] body) {
        JsonNode operation =
                root.get("paths").get(route.path()).get(route.method().toLowerCase(Locale.ROOT));
        JsonNode response = resolve(operation.get("responses").path(Integer.toString(status)));
        String what = route.method() + " " + route.path() + " " + status;
        assertTrue(response.isObject(), what + " is not described");
        JsonNode content = response.get("content").path(type.replaceFirst(";.*", ""));
        assertTrue(content.isObject(), what + " as " + type + " is not described");
        if (type.endsWith("json") && !route.path().equals("/openapi.json")) {
            try {
                checkValue(what, content.get("schema"), MAPPER.readTree(body));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What is sent in an event is what the description says of it. */
    void checkEvent(String schema, JsonNode data) {
        checkValue(schema, root.get("components").get("schemas").get(schema), data);
    }

    private void checkValue(String where, JsonNode unresolved, JsonNode value) {
        JsonNode schema = resolve(unresolved);
        if (schema.has("enum")) {
            assertTrue(texts(schema.get("enum").elements()).contains(value.asText()), where + ": " + value);
        }
        switch (schema.path("type").asText()) {
            case "object" -> checkObject(where, schema, value);
            case "array" -> {
                assertTrue(value.isArray(), where + ": " + value);
                value.forEach(element -> checkValue(where + "[]", schema.get("items"), element));
            }
            case "string" -> assertTrue(value.isTextual(), where + ": " + value);
            case "integer" -> assertTrue(value.isIntegralNumber(), where + ": " + value);
            case "boolean" -> assertTrue(value.isBoolean(), where + ": " + value);
            default -> throw new AssertionError(where + ": the schema has no type: " + schema);
        }
    }

    private void checkObject(String where, JsonNode schema, JsonNode value) {
        assertTrue(value.isObject(), where + ": " + value);
        JsonNode known = schema.path("properties");
        for (JsonNode name : schema.path("required")) {
            assertTrue(value.has(name.asText()), where + ": " + name + " is missing in " + value);
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            if (known.has(member.getKey())) {
                checkValue(where + "." + member.getKey(), known.get(member.getKey()), member.getValue());
            } else {
                assertEquals(true, schema.path("additionalProperties").asBoolean(true), where + ": " + member);
            }
        }
    }

    private JsonNode resolve(JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    private static List<String> texts(Iterator<JsonNode> elements) {
        List<String> texts = new java.util.ArrayList<>();
        elements.forEachRemaining(element -> texts.add(element.asText()));
        return texts;
    }
}
