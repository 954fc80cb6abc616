package dev.wsh.testkit;

import dev.wsh.Screen;
import dev.wsh.Scrollback;
import dev.wsh.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Writes what a test leaves to be looked at: a trace, and per session its screen, history, recording and picture. */
final class TestFiles {

    private final Path folder;
    private final Recorder recorder;
    private final TestPlace place;

    TestFiles(Path folder, Recorder recorder, TestPlace place) {
        this.folder = folder;
        this.recorder = recorder;
        this.place = place;
    }

    /** Writes all of it; the stacks of all threads too if one is about to be interrupted. */
    Path write(Optional<Throwable> failure, Optional<Thread> interrupted) {
        try {
            Files.createDirectories(folder);
            if (interrupted.isPresent()) {
                Files.writeString(folder.resolve("stacks.txt"), stacks(interrupted.get()));
            }
            for (Session session : recorder.sessions()) {
                write(session);
            }
            Files.writeString(folder.resolve("trace.html"), new Trace(place.folder(), recorder.all(), failure).page());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("the files of " + place.folder() + " can't be written", e);
        }
    }

    private void write(Session session) throws IOException {
        String name = session.name().replaceAll("[^A-Za-z0-9._-]", "_");
        Path to = Files.createDirectories(recorder.sessions().size() == 1 ? folder : folder.resolve(name));
        Screen screen = session.screen();
        Files.writeString(to.resolve("screen.txt"), Blocks.frame(screen));
        Files.writeString(to.resolve("screen.ansi"), screen.toAnsi());
        Files.writeString(to.resolve("history.txt"), history(session.scrollback(), screen));
        Picture.of(screen).write(to.resolve("screen.svg"));
        recorder.recording(session).write(to.resolve("session.cast"), Recording.Format.V2);
    }

    private static String history(Scrollback history, Screen screen) {
        StringBuilder out = new StringBuilder();
        history.lines().forEach(line -> out.append(line).append('\n'));
        return out.append(screen.text()).append('\n').toString();
    }

    private static String stacks(Thread interrupted) {
        StringBuilder out = new StringBuilder("about to be interrupted: " + interrupted.getName() + "\n");
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            out.append('\n').append(each.getKey()).append('\n');
            Arrays.stream(each.getValue())
                    .forEach(at -> out.append("    at ").append(at).append('\n'));
        }
        return out.toString();
    }
}
