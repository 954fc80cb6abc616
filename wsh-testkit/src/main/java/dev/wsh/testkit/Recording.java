package dev.wsh.testkit;

import dev.wsh.Emulator;
import dev.wsh.Screen;
import dev.wsh.Wsh;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a terminal session printed, and when: read from and written as an asciicast, shown frame by frame, or played again
 * as a fake program.
 *
 * <pre>{@code
 * Recording recording = Recording.read(Path.of("deploy.cast"));
 * Screen last = recording.lastScreen();
 * Picture.of(recording).write(Path.of("deploy.png"));
 * Wsh wsh = Wsh.builder().timeSource(new VirtualTime()).ptyProvider(recording.replay()).open();
 * }</pre>
 *
 * <p>A {@link Recorder} makes recordings of live sessions. Immutable.
 */
public final class Recording {

    /** The format of a file (asciinema's asciicast). */
    public enum Format {
        /** Times count from the start of the recording. */
        V2,
        /** Times count from the event before. Needs asciinema 3. */
        V3
    }

    /** Something that happened. */
    public sealed interface Event {

        /** {@return the time since the start of the recording} */
        Duration at();

        /**
         * The program printed something.
         *
         * @param at when
         * @param text what, with its escape sequences
         */
        record Output(Duration at, String text) implements Event {}

        /**
         * Something was typed. Recorded only by choice, since it may be a secret.
         *
         * @param at when
         * @param text the characters that the program read
         */
        record Input(Duration at, String text) implements Event {}

        /**
         * The terminal has another size.
         *
         * @param at when
         * @param rows the new height
         * @param cols the new width
         */
        record Resize(Duration at, int rows, int cols) implements Event {}

        /**
         * A place of note.
         *
         * @param at when
         * @param label its name; may be empty
         */
        record Marker(Duration at, String label) implements Event {}

        /**
         * The program ended.
         *
         * @param at when
         * @param status as a shell shows it in {@code $?}
         */
        record Exit(Duration at, int status) implements Event {}
    }

    /**
     * A screen and when it came.
     *
     * @param at the time since the start of the recording
     * @param screen what was shown
     */
    public record Frame(Duration at, Screen screen) {}

    private final int rows;
    private final int cols;
    private final Optional<String> title;
    private final List<Event> events;

    private Recording(int rows, int cols, Optional<String> title, List<Event> events) {
        this.rows = rows;
        this.cols = cols;
        this.title = title;
        this.events = List.copyOf(events);
    }

    /**
     * Makes a recording by hand.
     *
     * @param rows the height at the start, 1 to 1000
     * @param cols the width at the start, 1 to 1000
     * @param events in order of time
     * @return the recording
     * @throws IllegalArgumentException if the size is out of range, or an event comes before the one ahead of it
     */
    public static Recording of(int rows, int cols, List<Event> events) {
        requireSize(rows, cols);
        Duration last = Duration.ZERO;
        for (Event event : events) {
            if (event.at().compareTo(last) < 0) {
                throw new IllegalArgumentException(event + " comes before the event ahead of it, which is at " + last);
            }
            if (event instanceof Event.Resize size) {
                requireSize(size.rows(), size.cols());
            }
            last = event.at();
        }
        return new Recording(rows, cols, Optional.empty(), events);
    }

    private static void requireSize(int rows, int cols) {
        if (rows < 1 || rows > 1000 || cols < 1 || cols > 1000) {
            throw new IllegalArgumentException(
                    "a terminal of " + rows + " rows x " + cols + " columns; both must be 1 to 1000");
        }
    }

    /**
     * Reads a file, of either format.
     *
     * @param file an asciicast
     * @return the recording
     * @throws IllegalArgumentException if the file is not an asciicast of version 2 or 3; says in which line
     * @throws IOException if it can't be read
     */
    public static Recording read(Path file) throws IOException {
        try {
            return parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads the text of a file, of either format.
     *
     * @param cast an asciicast
     * @return the recording
     * @throws IllegalArgumentException if it is not an asciicast of version 2 or 3; says in which line
     */
    public static Recording parse(String cast) {
        return Asciicast.parse(cast);
    }

    /**
     * Writes a file.
     *
     * @param file replaced if it is there
     * @param format which version
     * @throws IOException if it can't be written
     */
    public void write(Path file, Format format) throws IOException {
        Files.writeString(file, toCast(format), StandardCharsets.UTF_8);
    }

    /**
     * Returns the text of a file. The same recording gives the same text.
     *
     * @param format which version; version 2 has no event for an exit, so that other tools skip ours
     * @return lines of JSON
     */
    public String toCast(Format format) {
        return Asciicast.write(this, Objects.requireNonNull(format, "format"));
    }

    /** {@return the height at the start} */
    public int rows() {
        return rows;
    }

    /** {@return the width at the start} */
    public int cols() {
        return cols;
    }

    /** {@return what it is called; empty if it has no title} */
    public Optional<String> title() {
        return title;
    }

    /**
     * Returns this recording under another title.
     *
     * @param name what it is called
     * @return a new recording
     */
    public Recording titled(String name) {
        return new Recording(rows, cols, Optional.of(name), events);
    }

    /** {@return what happened, in order} */
    public List<Event> events() {
        return events;
    }

    /** {@return the time of the last event} */
    public Duration duration() {
        return events.isEmpty() ? Duration.ZERO : events.get(events.size() - 1).at();
    }

    /** {@return the status that the program ended with; empty if that was not recorded} */
    public OptionalInt exitStatus() {
        for (Event event : events) {
            if (event instanceof Event.Exit exit) {
                return OptionalInt.of(exit.status());
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Returns this recording with long pauses cut short.
     *
     * @param most the longest pause that is left; zero or more
     * @return a new recording
     * @throws IllegalArgumentException if it is negative
     */
    public Recording withPausesOfAtMost(Duration most) {
        if (most.isNegative()) {
            throw new IllegalArgumentException("a pause of " + most + " is negative");
        }
        List<Event> shorter = new ArrayList<>();
        Duration cut = Duration.ZERO;
        Duration last = Duration.ZERO;
        for (Event event : events) {
            Duration pause = event.at().minus(last);
            if (pause.compareTo(most) > 0) {
                cut = cut.plus(pause.minus(most));
            }
            last = event.at();
            shorter.add(at(event, last.minus(cut)));
        }
        return new Recording(rows, cols, title, shorter);
    }

    private static Event at(Event event, Duration at) {
        if (event instanceof Event.Output output) {
            return new Event.Output(at, output.text());
        } else if (event instanceof Event.Input input) {
            return new Event.Input(at, input.text());
        } else if (event instanceof Event.Resize size) {
            return new Event.Resize(at, size.rows(), size.cols());
        } else if (event instanceof Event.Marker marker) {
            return new Event.Marker(at, marker.label());
        }
        return new Event.Exit(at, ((Event.Exit) event).status());
    }

    /**
     * Returns the screens, as the engine sees them: one for each output or resize that changed something, none in the
     * middle of a synchronized update. They are made one by one while the stream is read.
     *
     * @return the frames, in order; the first is the blank screen at the start
     * @throws dev.wsh.EngineException if no engine is on the class path or module path
     */
    public Stream<Frame> frames() {
        Frames frames = new Frames();
        return StreamSupport.stream(frames, /* parallel= */ false);
    }

    /** {@return the screen at the end} */
    public Screen lastScreen() {
        Emulator emulator = Wsh.emulator(rows, cols);
        events.forEach(event -> play(emulator, event));
        return emulator.screen();
    }

    /**
     * Returns a program that prints the same again at the same times, and ends as the recorded one did; one whose end was
     * not recorded ends with 0. Input is ignored. A terminal that has the size of the recording shows the same screens; what
     * was recorded of resizes is left to the test.
     *
     * @return a fake; in {@link VirtualTime} an hour takes milliseconds
     */
    public FakePty replay() {
        List<Step> steps = new ArrayList<>();
        Duration last = Duration.ZERO;
        boolean ended = false;
        for (Event event : events) {
            if (event instanceof Event.Output || event instanceof Event.Exit) {
                if (event.at().compareTo(last) > 0) {
                    steps.add(Steps.after(event.at().minus(last)));
                }
                last = event.at();
            }
            if (event instanceof Event.Output output) {
                steps.add(Steps.out(output.text()));
            } else if (event instanceof Event.Exit exit && !ended) {
                steps.add(Steps.exit(exit.status()));
                ended = true;
            }
        }
        if (!ended) {
            steps.add(Steps.exit(0));
        }
        return FakePty.script().onStart(steps.toArray(Step[]::new));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Recording that
                && rows == that.rows
                && cols == that.cols
                && title.equals(that.title)
                && events.equals(that.events);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rows, cols, title, events);
    }

    @Override
    public String toString() {
        return "Recording[" + title.map(name -> name + ", ").orElse("") + rows + "x" + cols + ", " + events.size()
                + " events, " + duration() + "]";
    }

    private static void play(Emulator emulator, Event event) {
        if (event instanceof Event.Output output) {
            emulator.feed(output.text().getBytes(StandardCharsets.UTF_8));
        } else if (event instanceof Event.Resize size) {
            emulator.resize(size.rows(), size.cols());
        }
    }

    /** Makes one screen after the other. */
    private final class Frames extends Spliterators.AbstractSpliterator<Frame> {
        private final Emulator emulator = Wsh.emulator(rows, cols);
        private int next;
        private long version = -1;

        Frames() {
            super(events.size() + 1L, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        }

        @Override
        public boolean tryAdvance(Consumer<? super Frame> action) {
            Duration at = Duration.ZERO;
            while (version >= 0) {
                if (next == events.size()) {
                    return false;
                }
                Event event = events.get(next++);
                play(emulator, event);
                at = event.at();
                boolean drawn = event instanceof Event.Output || event instanceof Event.Resize;
                boolean atOnce = next < events.size()
                        && events.get(next) instanceof Event.Output
                        && events.get(next).at().equals(at);
                if (drawn && !atOnce) {
                    Screen screen = emulator.screen();
                    if (screen.version() != version && !screen.mode(Screen.Mode.SYNCHRONIZED)) {
                        break;
                    }
                }
            }
            Screen screen = emulator.screen();
            version = screen.version();
            action.accept(new Frame(at, screen));
            return true;
        }
    }
}
