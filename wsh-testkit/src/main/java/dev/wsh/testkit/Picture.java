package dev.wsh.testkit;

import dev.wsh.Screen;
import dev.wsh.testkit.picture.Apng;
import dev.wsh.testkit.picture.Colours;
import dev.wsh.testkit.picture.Glyphs;
import dev.wsh.testkit.picture.Html;
import dev.wsh.testkit.picture.Raster;
import dev.wsh.testkit.picture.Sheet;
import dev.wsh.testkit.picture.Svg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A picture of a screen, or of a whole recording: SVG, HTML or PNG.
 *
 * <pre>{@code
 * Picture.of(session.screen()).write(Path.of("target/vim.svg"));
 * Picture.of(recording).colours(Picture.Theme.LIGHT).write(Path.of("target/deploy.png"));   // an animated PNG
 * }</pre>
 *
 * <p>Lines, blocks and Braille dots are drawn as shapes that touch, whatever the font; wide characters stand in their
 * cells. SVG and HTML hold the text as text, need nothing from elsewhere, and are the same bytes for the same screen. PNG is
 * drawn by AWT, with the fonts of this system: it needs the module {@code java.desktop}, and no display. AWT draws no emoji
 * in colour. Immutable.
 */
public final class Picture {

    /** The longest pause that is kept between two frames of an animation. */
    private static final Duration MOST_PAUSE = Duration.ofSeconds(2);

    /** Frames that come faster than this are left out of an animation. */
    private static final Duration LEAST_PAUSE = Duration.ofMillis(40);

    /** How long the last frame of an animation is shown. */
    private static final Duration LAST = Duration.ofSeconds(3);

    /** Where the colours come from. */
    public enum Theme {
        /** As the program set them, on the terminal's own background. */
        TERMINAL,
        /** Colours that are easy to read on a light page. */
        LIGHT,
        /** Colours that are easy to read on a dark page. */
        DARK
    }

    private final Optional<Screen> screen;
    private final Optional<Recording> recording;
    private final Theme theme;
    private final boolean cursor;
    private final int scale;
    private final String title;

    private Picture(
            Optional<Screen> screen,
            Optional<Recording> recording,
            Theme theme,
            boolean cursor,
            int scale,
            String title) {
        this.screen = screen;
        this.recording = recording;
        this.theme = theme;
        this.cursor = cursor;
        this.scale = scale;
        this.title = title;
    }

    /**
     * Takes a picture of a screen.
     *
     * @param screen what is drawn
     * @return the picture
     */
    public static Picture of(Screen screen) {
        String title = screen.title().isEmpty() ? "terminal" : screen.title();
        return new Picture(Optional.of(screen), Optional.empty(), Theme.TERMINAL, true, 1, title);
    }

    /**
     * Takes a picture of a recording: as PNG an animation (pauses of over two seconds cut short), as SVG and HTML its last
     * screen.
     *
     * @param recording what is drawn
     * @return the picture
     */
    public static Picture of(Recording recording) {
        return new Picture(
                Optional.empty(),
                Optional.of(recording),
                Theme.TERMINAL,
                true,
                1,
                recording.title().orElse("terminal"));
    }

    /**
     * Chooses the colours.
     *
     * @param choice {@link Theme#TERMINAL} by default
     * @return another picture
     */
    public Picture colours(Theme choice) {
        return new Picture(screen, recording, Objects.requireNonNull(choice, "choice"), cursor, scale, title);
    }

    /**
     * Chooses whether the cursor is drawn, where the program shows it.
     *
     * @param shown true by default
     * @return another picture
     */
    public Picture cursor(boolean shown) {
        return new Picture(screen, recording, theme, shown, scale, title);
    }

    /**
     * Chooses how large a PNG is.
     *
     * @param times 1 to 8; 1 by default, which gives a cell 9 x 19 pixels
     * @return another picture
     * @throws IllegalArgumentException if it is out of range
     */
    public Picture scale(int times) {
        if (times < 1 || times > 8) {
            throw new IllegalArgumentException("a scale of " + times + "; it must be 1 to 8");
        }
        return new Picture(screen, recording, theme, cursor, times, title);
    }

    /**
     * Draws as SVG.
     *
     * @return an SVG document
     */
    public String svg() {
        return Svg.of(sheet(still()), title);
    }

    /**
     * Draws as HTML.
     *
     * @return a page
     */
    public String html() {
        return Html.of(sheet(still()), title);
    }

    /**
     * Draws as PNG; a recording as an animated one.
     *
     * @return the bytes of a file
     * @throws UnsupportedOperationException if this JVM has no AWT or no fonts; the message says what to install
     */
    public byte[] png() {
        try {
            Raster raster = new Raster(scale);
            return recording.isPresent() ? animation(raster, recording.get()) : Apng.still(raster.draw(sheet(still())));
        } catch (NoClassDefFoundError e) {
            throw new UnsupportedOperationException(
                    "a PNG needs the module java.desktop, which this JVM has not; write an .svg instead", e);
        }
    }

    /**
     * Writes a file, of the kind that its name ends with.
     *
     * @param file ends with {@code .svg}, {@code .html} or {@code .png}; replaced if it is there
     * @throws IllegalArgumentException if it ends with anything else
     * @throws UnsupportedOperationException if it is a PNG and this JVM can draw none
     * @throws IOException if it can't be written
     */
    public void write(Path file) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".svg")) {
            Files.writeString(file, svg(), StandardCharsets.UTF_8);
        } else if (name.endsWith(".html")) {
            Files.writeString(file, html(), StandardCharsets.UTF_8);
        } else if (name.endsWith(".png")) {
            Files.write(file, png());
        } else {
            throw new IllegalArgumentException(file + " ends with none of .svg, .html and .png");
        }
    }

    private Screen still() {
        return screen.orElseGet(() -> recording.orElseThrow().lastScreen());
    }

    private Sheet sheet(Screen shown) {
        return Sheet.of(shown, colours(shown), cursor);
    }

    private Colours colours(Screen shown) {
        return switch (theme) {
            case TERMINAL -> Colours.of(shown);
            case LIGHT -> new Colours(shown, 0x24292F, 0xFFFFFF, /* own= */ false);
            case DARK -> new Colours(shown, 0xE6EDF3, 0x0D1117, /* own= */ false);
        };
    }

    private byte[] animation(Raster raster, Recording whole) {
        Recording shorter = whole.withPausesOfAtMost(MOST_PAUSE);
        int rows = shorter.rows();
        int cols = shorter.cols();
        for (Recording.Event event : shorter.events()) {
            if (event instanceof Recording.Event.Resize size) {
                rows = Math.max(rows, size.rows());
                cols = Math.max(cols, size.cols());
            }
        }
        Iterator<Recording.Frame> frames = shorter.frames().iterator();
        Recording.Frame shown = frames.next();
        Apng animation = null;
        while (true) {
            Recording.Frame next = frames.hasNext() ? frames.next() : null;
            Duration lasts = next == null ? LAST : next.at().minus(shown.at());
            if (next == null || lasts.compareTo(LEAST_PAUSE) >= 0) {
                if (animation == null) {
                    animation = new Apng(
                            raster.draw(sheet(shown.screen())),
                            lasts,
                            cols * Glyphs.WIDTH * scale,
                            rows * Glyphs.HEIGHT * scale);
                } else {
                    animation.add(raster.draw(sheet(shown.screen())), lasts);
                }
                if (next == null) {
                    return animation.bytes();
                }
                shown = next;
            } else {
                shown = new Recording.Frame(shown.at(), next.screen());
            }
        }
    }
}
