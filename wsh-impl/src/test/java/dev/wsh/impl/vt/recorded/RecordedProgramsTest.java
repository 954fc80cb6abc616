package dev.wsh.impl.vt.recorded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Emulator;
import dev.wsh.Screen;
import dev.wsh.impl.vt.StandaloneEmulator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everyday programs, recorded while they ran, against screens that somebody has looked at. */
final class RecordedProgramsTest {

    @ParameterizedTest
    @MethodSource("names")
    void feed_recordedProgram_showsItsScreens(String name) {
        Recording recording = Recording.read(name);
        Emulator emulator = new StandaloneEmulator(recording.rows(), recording.cols());
        for (Recording.Step step : recording.steps()) {
            emulator.feed(step.output());
            check(name, step, emulator.screen());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void feed_recordedProgramByteByByte_showsItsScreens(String name) {
        Recording recording = Recording.read(name);
        Emulator emulator = new StandaloneEmulator(recording.rows(), recording.cols());
        for (Recording.Step step : recording.steps()) {
            for (int i = 0; i < step.output().length; i++) {
                emulator.feed(step.output(), i, 1);
            }
            check(name, step, emulator.screen());
        }
    }

    static List<String> names() {
        return Recordings.NAMES;
    }

    private static void check(String name, Recording.Step step, Screen screen) {
        String when = name + " after " + (step.keys().isEmpty() ? "its start" : step.keys());
        List<String> shown = new ArrayList<>(screen.lines());
        while (!shown.isEmpty() && shown.get(shown.size() - 1).isEmpty()) {
            shown.remove(shown.size() - 1);
        }
        assertEquals(String.join("\n", step.lines()), String.join("\n", shown), when);
        Screen.Cursor cursor = screen.cursor();
        assertEquals(step.row() + "," + step.col(), cursor.row() + "," + cursor.col(), "cursor of " + when);
        assertEquals(step.cursorHidden(), !cursor.visible(), "cursor hidden in " + when);
    }
}
