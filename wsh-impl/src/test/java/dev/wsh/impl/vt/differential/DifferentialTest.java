package dev.wsh.impl.vt.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Feeds random streams to our terminal and to xterm.js, and compares text, styles, wraps, cursor, modes, title, replies and
 * history after each token. Skipped where node or the package {@code @xterm/headless} is absent: the system property {@code
 * wsh.xtermjs} names the folder that holds its {@code node_modules}.
 *
 * <p>A stream that differs in a way that {@code differences.txt} does not explain fails the run; it is shrunk, and its seed
 * stands in the failure. The soak also fails for an explanation that no stream needs.
 */
final class DifferentialTest {

    /** The property that names the folder with the package. */
    static final String FOLDER_PROPERTY = "wsh.xtermjs";

    @TempDir
    Path folder;

    @Test
    void feed_someRandomStreams_isAsXtermJs() {
        try (Peer peer = xtermJs()) {
            Comparison comparison = new Comparison(peer, new Kinds("differences.txt"));
            comparison.run(1, 400);
            assertEquals("", comparison.complaints());
        }
    }

    /** Seeds from {@code differential.seed} on, {@code differential.streams} of them. */
    @Tag("soak")
    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void feed_aHundredThousandRandomStreams_isAsXtermJs() {
        Kinds kinds = new Kinds("differences.txt");
        try (Peer peer = xtermJs()) {
            Comparison comparison = new Comparison(peer, kinds);
            comparison.run(Long.getLong("differential.seed", 1), Integer.getInteger("differential.streams", 100_000));
            System.out.println(comparison.summary());
            kinds.hits().forEach((kind, hits) -> System.out.printf(Locale.ROOT, "%6d %s%n", hits, kind));
            assertEquals("", comparison.complaints() + kinds.unseen());
        }
    }

    /** The comparison must find a fault: here the peer is told of another stream than we are. */
    @Test
    void run_peerThatIsFedOtherwise_failsWithTheSmallestStream() {
        try (Peer peer = xtermJs()) {
            Comparison comparison = new Comparison(peer, new Kinds("differences.txt"), emulatorWithoutBackspace());
            comparison.run(1, 60);
            assertTrue(comparison.complaints().contains("} ␈\n"), comparison::complaints);
        }
    }

    private static Comparison.Ours emulatorWithoutBackspace() {
        return stream -> Facts.trace(stream.with(stream.tokens().stream()
                .map(token -> new Token(token.text().replace('\b', '\0'), token.cut()))
                .toList()));
    }

    private Peer xtermJs() {
        Path packages = Path.of(System.getProperty(FOLDER_PROPERTY, "../target/xtermjs"));
        assumeTrue(
                Files.isDirectory(packages.resolve("node_modules/@xterm/headless")),
                () -> "no @xterm/headless in " + packages.toAbsolutePath().normalize() + ": set -D" + FOLDER_PROPERTY);
        assumeTrue(hasNode(), "no node");
        Path driver = folder.resolve("xtermjs-driver.cjs");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("xtermjs-driver.cjs"))) {
            Files.copy(in, driver);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Peer(List.of("node", driver.toString(), packages.toString()));
    }

    private static boolean hasNode() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Arrays.stream(path.split(File.pathSeparator)).anyMatch(dir -> Files.isExecutable(Path.of(dir, "node")));
    }
}
