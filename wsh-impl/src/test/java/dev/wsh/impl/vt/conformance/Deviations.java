package dev.wsh.impl.vt.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Cases that xterm itself contradicts, each with the reason: {@code suite | id | reason}. They leave the denominator. A
 * listed case that passes, or that does not exist, fails the run, so that the list can only shrink.
 */
final class Deviations {

    private Deviations() {}

    /** Reasons by id, from a list that lies beside this class. */
    static Map<String, String> of(String list, String suite) {
        Map<String, String> reasons = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(Deviations.class.getResourceAsStream(list))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] parts = line.split(" \\| ", 3);
                        if (parts[0].equals(suite) && reasons.put(parts[1], parts[2]) != null) {
                            throw new IllegalStateException("listed twice: " + line);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reasons;
    }
}
