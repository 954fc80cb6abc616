package dev.wsh.examples.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wsh.Input;
import dev.wsh.Key;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients send as JSON. */
final class Bodies {

    private Bodies() {}

    /**
     * A session to start.
     *
     * @param name without one it gets the lowest number that is free
     * @param command a line for {@code /bin/sh}, or a list of the program and its arguments; without one a shell
     * @param rows 24 by default
     * @param cols 80 by default
     * @param cwd where it starts
     * @param env a null removes what would be inherited
     * @param tags its tags
     */
    record Create(
            @Nullable String name,
            @Nullable JsonNode command,
            @Nullable Integer rows,
            @Nullable Integer cols,
            @Nullable String cwd,
            @Nullable Map<String, @Nullable String> env,
            @Nullable List<String> tags) {

        SessionSpec spec() {
            SessionSpec spec = launch();
            if (name != null) {
                spec = spec.named(name);
            }
            if (rows != null || cols != null) {
                spec = spec.size(rows == null ? 24 : rows, cols == null ? 80 : cols);
            }
            if (cwd != null) {
                spec = spec.cwd(pathOf(cwd));
            }
            if (env != null) {
                for (Map.Entry<String, @Nullable String> variable : env.entrySet()) {
                    String value = variable.getValue();
                    spec = value == null ? spec.unsetEnv(variable.getKey()) : spec.env(variable.getKey(), value);
                }
            }
            return tags == null ? spec : spec.tags(strings(tags, "tags"));
        }

        private SessionSpec launch() {
            if (command == null || command.isNull()) {
                return SessionSpec.shell();
            }
            if (command.isTextual()) {
                return SessionSpec.shellCommand(command.asText());
            }
            List<String> argv = new ArrayList<>();
            for (JsonNode part : command) {
                if (!part.isTextual()) {
                    throw Problem.badRequest("command holds something that is no text: " + part);
                }
                argv.add(part.asText());
            }
            if (!command.isArray() || argv.isEmpty()) {
                throw Problem.badRequest("command must be a text, or a list of a program and its arguments");
            }
            return SessionSpec.command(argv);
        }

        private static Path pathOf(String text) {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw Problem.badRequest("cwd is no path: " + e.getMessage());
            }
        }
    }

    /**
     * A new name, and other tags; all or nothing.
     *
     * @param name the new name
     * @param addTags tags that it shall have
     * @param removeTags tags that it shall not have
     */
    record Change(
            @Nullable String name,
            @Nullable List<String> addTags,
            @Nullable List<String> removeTags) {

        void apply(Session.Change change) {
            if (name != null) {
                change.name(name);
            }
            if (removeTags != null) {
                change.removeTags(strings(removeTags, "removeTags"));
            }
            if (addTags != null) {
                change.addTags(strings(addTags, "addTags"));
            }
        }
    }

    /**
     * A size of a terminal.
     *
     * @param rows 1 to 1000
     * @param cols 1 to 1000
     */
    record Size(@Nullable Integer rows, @Nullable Integer cols) {
        void apply(Session session) {
            if (rows == null || cols == null) {
                throw Problem.badRequest("a size has rows and cols");
            }
            session.resize(rows, cols);
        }
    }

    /**
     * Input that arrives together.
     *
     * @param inputs in order
     */
    record Inputs(@Nullable List<Part> inputs) {
        Input[] all() {
            if (inputs == null || inputs.isEmpty()) {
                throw Problem.badRequest("inputs must be a list with at least one entry");
            }
            return inputs.stream().map(Part::input).toArray(Input[]::new);
        }
    }

    /**
     * One piece of input; exactly one of these.
     *
     * @param text typed; a newline is the Enter key
     * @param key as people write it, such as {@code Ctrl+c}
     * @param paste pasted
     * @param base64 raw bytes
     */
    record Part(
            @Nullable String text,
            @Nullable String key,
            @Nullable String paste,
            @Nullable String base64) {

        Input input() {
            List<Input> given = new ArrayList<>();
            if (text != null) {
                given.add(Input.text(text));
            }
            if (key != null) {
                given.add(Key.parse(key));
            }
            if (paste != null) {
                given.add(Input.paste(paste));
            }
            if (base64 != null) {
                given.add(Input.bytes(Base64.getDecoder().decode(base64)));
            }
            if (given.size() != 1) {
                throw Problem.badRequest("an input must have exactly one of text, key, paste and base64");
            }
            return given.get(0);
        }
    }

    private static String[] strings(List<String> list, String name) {
        for (String element : list) {
            if (element == null) {
                throw Problem.badRequest(name + " holds a null");
            }
        }
        return list.toArray(String[]::new);
    }
}
