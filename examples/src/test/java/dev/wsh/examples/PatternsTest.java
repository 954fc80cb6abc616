package dev.wsh.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watcher and the pipeline, on real terminals. */
class PatternsTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @TempDir
    Path dir;

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void watcher_failingRequest_showsWhatTheServerSaidSince() {
        Watcher.watch(out);

        assertEquals("""
                /api/health is well
                /api/orders has failed
                    server: ERROR no connection to the database
                    server: GET /api/orders 500
                server: exit 130
                work: exit 0
                """, printed());
    }

    @Test
    void pipeline_buildSucceeds_deploysWhatItBuilt() throws Exception {
        assertTrue(Pipeline.run(dir, "", out));

        assertEquals("build: exit 0\ndeploy: exit 0: app-1.0.txt is live\n", printed());
        assertEquals("version 1.0\n", Files.readString(dir.resolve("live/app-1.0.txt")));
    }

    @Test
    void pipeline_buildFails_deploysNothing() {
        assertFalse(Pipeline.run(dir, "test", out));

        assertEquals("""
                build: exit 1
                    compile ...
                    test ...
                    test failed
                nothing is deployed
                """, printed());
        assertFalse(Files.exists(dir.resolve("live")));
    }
}
