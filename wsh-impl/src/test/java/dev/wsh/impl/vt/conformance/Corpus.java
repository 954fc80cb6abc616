package dev.wsh.impl.vt.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conformance corpora: recorded expectations of other terminal engines, one JSON object in each line of a file.
 *
 * <p>They live outside the project. The system property {@code wsh.conformance} names their folder; without it
 * {@code ../shared/conformance} beside the project is looked at. Where there is none, the tests are skipped and say so.
 */
public final class Corpus {

    /** The property that names the folder of the corpora. */
    public static final String FOLDER_PROPERTY = "wsh.conformance";

    private Corpus() {}

    /** The cases of one file, in their mended form where there is one; skips the calling test if the corpora are absent. */
    public static List<Map<String, Object>> cases(String suite) {
        Path mended = folder().resolve("mended").resolve(suite + ".jsonl");
        return read(Files.isReadable(mended) ? mended : folder().resolve(suite + ".jsonl"));
    }

    /** The cases of a suite of another terminal; skips the calling test if they are absent. */
    public static List<Map<String, Object>> suite(String name) {
        return read(folder().resolve("suites").resolve(name + ".jsonl"));
    }

    private static List<Map<String, Object>> read(Path file) {
        assumeTrue(
                Files.isReadable(file),
                () -> "no conformance corpus " + file.toAbsolutePath().normalize() + ": set -D" + FOLDER_PROPERTY);
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.filter(line -> !line.isBlank()).map(Json::object).collect(Collectors.toUnmodifiableList());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Path folder() {
        String named = System.getProperty(FOLDER_PROPERTY, "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        // Tests run in the folder of the module or of the whole project.
        Path fromModule = Path.of("..", "..", "shared", "conformance");
        return Files.isDirectory(fromModule) ? fromModule : Path.of("..", "shared", "conformance");
    }

    /** The bytes of a base64 member. */
    static byte[] bytes(Object base64) {
        return Base64.getDecoder().decode((String) base64);
    }
}
