package dev.wsh.testkit;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.testkit.Recording.Event;
import dev.wsh.testkit.Recording.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RecordingTest {
    private static final Recording SAMPLE = Recording.of(
                    3,
                    20,
                    List.of(
                            new Event.Output(ofMillis(1), "\u001b[31mé\"\\\u001b[m\r\n"),
                            new Event.Marker(ofMillis(2), "half way"),
                            new Event.Input(ofMillis(1500), "q\u0003"),
                            new Event.Resize(ofMillis(1500), 4, 30),
                            new Event.Output(ofSeconds(3), "日本 😀\u2028"),
                            new Event.Exit(ofSeconds(4), 130)))
            .titled("a \"sample\"");

    @ParameterizedTest
    @EnumSource(Format.class)
    void recording_writtenAndRead_isTheSame(Format format) {
        assertEquals(SAMPLE, Recording.parse(SAMPLE.toCast(format)));
        assertEquals(SAMPLE.toCast(format), SAMPLE.toCast(format));
    }

    @Test
    void recording_ofOtherTools_isRead() {
        Recording second = Recording.parse("""
                {"version": 2, "width": 80, "height": 24, "timestamp": 1504467315, "env": {"TERM": "x"}}
                [0.248848, "o", "\\u001b[1;31mHello"]
                [1.001376, "z", "new"]

                [2, "r", "100x50"]
                """);
        assertEquals(
                List.of(
                        new Event.Output(Duration.ofNanos(248_848_000), "\u001b[1;31mHello"),
                        new Event.Resize(ofSeconds(2), 50, 100)),
                second.events());
        Recording third = Recording.parse("""
                {"version":3,"term":{"cols":80,"rows":24,"theme":{"fg":"#fff"}},"tags":[true,null]}
                # a comment
                [0.5, "o", "a"]
                [0.5, "x", "0"]
                """);
        assertEquals(List.of(new Event.Output(ofMillis(500), "a"), new Event.Exit(ofSeconds(1), 0)), third.events());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x | line 1: not the header",
                "{\"version\": 1} | line 1: an asciicast of version 1",
                "{\"version\": 2, \"width\": 8} | does not say the height",
                "{\"version\": 2, \"width\": 8, \"height\": 2000} | both must be 1 to 1000"
            })
    void recording_ofABadHeader_saysWhatIsWrong(String header, String message) {
        String said = assertThrows(IllegalArgumentException.class, () -> Recording.parse(header))
                .getMessage();
        assertTrue(said.contains(message), said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 'o'] | not JSON",
                "[1, \"o\"] | not an event",
                "[1, \"r\", \"8\"] | not a size",
                "[1, \"x\", \"soon\"] | not an exit status"
            })
    void recording_ofABadEvent_saysWhichLine(String event, String message) {
        String cast = "{\"version\": 2, \"width\": 8, \"height\": 2}\n[1, \"o\", \"a\"]\n" + event.replace('\'', '`');
        String said = assertThrows(IllegalArgumentException.class, () -> Recording.parse(cast))
                .getMessage();
        assertTrue(said.startsWith("line 3: ") && said.contains(message), said);
    }

    @Test
    void asciinema_itself_acceptsWhatIsWritten(@TempDir Path folder) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/asciinema")), "asciinema is not installed");
        Path file = folder.resolve("sample.cast");
        SAMPLE.write(file, Format.V2);
        try (Wsh wsh = Wsh.open()) { // asciinema wants a terminal
            Session cat = wsh.start(SessionSpec.command("asciinema", "cat", file.toString()));
            assertEquals(0, cat.onExit().block().code().getAsInt(), cat.screen().text());
            String printed = new String(cat.outputSince(cat.startMark()).bytes(), StandardCharsets.UTF_8);
            assertTrue(printed.contains("日本 😀") && printed.contains("\u001b[31mé"), printed);
        }
    }

    @Test
    void frames_ofARecording_areTheScreensInBetween() {
        Recording recording = Recording.of(
                2,
                10,
                List.of(
                        new Event.Output(ofMillis(10), "one"),
                        new Event.Output(ofMillis(10), " two"),
                        new Event.Output(ofMillis(20), "\u001b[?2026h\u001b[2J"),
                        new Event.Output(ofMillis(30), "\u001b[Hthree\u001b[?2026l"),
                        new Event.Output(ofMillis(40), "\u001b[m"),
                        new Event.Resize(ofMillis(50), 3, 12)));
        List<Recording.Frame> frames = recording.frames().toList();
        assertEquals(
                List.of(Duration.ZERO, ofMillis(10), ofMillis(30), ofMillis(50)),
                frames.stream().map(Recording.Frame::at).toList());
        assertEquals("one two", frames.get(1).screen().text());
        assertEquals("three", frames.get(2).screen().text());
        assertEquals(12, frames.get(3).screen().cols());
        assertEquals("three", recording.lastScreen().text());
    }

    @Test
    void replay_ofARecording_printsAtItsOwnTimes() {
        try (VirtualTime time = new VirtualTime();
                Wsh wsh = Wsh.builder()
                        .timeSource(time)
                        .ptyProvider(SAMPLE.replay())
                        .open()) {
            Session session = wsh.start(SessionSpec.command("sample").size(4, 30));
            session.awaitText("日本").block();
            assertEquals(ofSeconds(3), time.elapsed());
            assertEquals(130, session.onExit().block().code().getAsInt());
            assertEquals(ofSeconds(4), time.elapsed());
        }
    }

    @Test
    void recorder_ofALiveSession_keepsTimesSizesMarksAndTheEnd() {
        FakePty fake = FakePty.script()
                .onStart(out("a"), after(ofHours(1)), out(new byte[] {(byte) 0xC3}), out(new byte[] {(byte) 0xA9}))
                .onInput("q", out("bye"), exit(3));
        Recorder recorder = new Recorder();
        try (VirtualTime time = new VirtualTime();
                Wsh wsh = Wsh.builder()
                        .timeSource(time)
                        .ptyProvider(fake)
                        .observer(recorder)
                        .deadline(ofHours(2))
                        .open()) {
            Session session = wsh.start(SessionSpec.command("x").size(4, 30));
            session.awaitText("é").block();
            session.resize(5, 40);
            recorder.mark(session, "resized");
            session.type("q");
            session.onExit().block();
            assertEquals(
                    Recording.of(
                                    4,
                                    30,
                                    List.of(
                                            new Event.Output(Duration.ZERO, "a"),
                                            new Event.Output(ofHours(1), "é"),
                                            new Event.Resize(ofHours(1), 5, 40),
                                            new Event.Output(ofHours(1), "bye"),
                                            new Event.Marker(ofHours(1), "resized"),
                                            new Event.Exit(ofHours(1), 3)))
                            .events()
                            .stream()
                            .map(Object::toString)
                            .sorted()
                            .toList(),
                    recorder.recording(session).events().stream()
                            .map(Object::toString)
                            .sorted()
                            .toList());
            assertEquals(
                    session.screen().text(),
                    recorder.recording(session).lastScreen().text());
        }
    }

    @Test
    void recorder_pastItsLimit_beginsWithAScreenAndEndsAsTheSession() {
        Recorder recorder = new Recorder(3000);
        FakePty fake = FakePty.script()
                .onStart(spec -> Steps.every(ofMillis(1), 2000, out("\u001b[3" + 1 + "mline of text\u001b[m\r\n")))
                .chunking(Chunking.random(7, 9));
        try (VirtualTime time = new VirtualTime();
                Wsh wsh = Wsh.builder()
                        .timeSource(time)
                        .ptyProvider(fake)
                        .observer(recorder)
                        .open()) {
            Session session = wsh.start(SessionSpec.command("x").size(5, 30));
            time.advance(ofSeconds(5));
            Recording recording = recorder.recording(session);
            int bytes = recording.events().stream()
                    .mapToInt(event ->
                            event instanceof Event.Output output ? output.text().length() : 0)
                    .sum();
            assertTrue(bytes >= 3000 && bytes < 8000, bytes + " characters");
            assertEquals(session.screen().lines(), recording.lastScreen().lines());
            assertEquals(
                    Optional.of(session.screen().toAnsi()),
                    Optional.of(recording.lastScreen().toAnsi()));
        }
    }
}
