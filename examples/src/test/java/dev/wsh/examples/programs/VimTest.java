package dev.wsh.examples.programs;

import static dev.wsh.Conditions.idle;
import static dev.wsh.Conditions.visible;
import static dev.wsh.Input.text;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Key;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test of a full-screen program, as its authors would write it. */
class VimTest {

    @TempDir
    Path dir;

    @BeforeEach
    void needsVim() {
        Programs.assumeInstalled("vim");
    }

    @Test
    void vim_typedTextAndWritten_isInTheFile() throws IOException {
        try (Wsh wsh = Wsh.open()) {
            Session vim = wsh.start(SessionSpec.command("vim", "-u", "NONE", "notes.txt")
                    .cwd(dir)
                    .size(30, 80));
            vim.await(visible("notes.txt").and(idle(ofMillis(100)))).block();

            vim.type("ihello from a test");
            vim.press(Key.ESC);
            vim.await(visible("hello from a test")).block();
            assertTrue(vim.screen().alternateScreen());
            vim.send(text(":wq"), Key.ENTER);

            assertTrue(vim.onExit().within(ofSeconds(5)).block().success());
            assertEquals("hello from a test\n", Files.readString(dir.resolve("notes.txt")));
        }
    }
}
