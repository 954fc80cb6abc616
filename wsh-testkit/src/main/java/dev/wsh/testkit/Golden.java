package dev.wsh.testkit;

import dev.wsh.Region;
import dev.wsh.Screen;
import dev.wsh.Style;
import dev.wsh.testkit.Still.Spot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A screen that a test expects, kept in a {@code .screen} file that people can read and review.
 *
 * <pre>{@code
 * assertThat(app).matchesScreen();                                          // named by the test
 * app.press(Key.DOWN);
 * assertThat(app).matchesScreen("second-entry");                            // by the test and a name
 * assertThat(app).matchesScreen(Golden.named("clock").mask(Pattern.compile("\\d\\d:\\d\\d")).textOnly());
 * }</pre>
 *
 * <p>The file of a test under {@link WshTest} is {@code src/test/resources/<package>/<class>/<method>.screen}, or
 * {@code <method>.<name>.screen}; each run of a parameterised test has its own, {@code <method>[n].screen}, all runs of a
 * {@code @RepeatedTest} have one. The system property {@code wsh.golden} says what happens: see {@link Mode}.
 *
 * <p>The file has the text of each row between visible edges, then the cells that are wide or clusters, then the runs of
 * each style in words. The cursor counts, as far as it is shown; the title, the palette and what a hidden style conceals do
 * not. Immutable.
 */
public final class Golden {

    /** What stands in place of each masked column. */
    private static final Spot MASKED = new Spot("▒", 1, "");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    /** What becomes of a file that is missing or differs. */
    public enum Mode {
        /** Both fail. Always so where the environment variable {@code CI} is set, and not to {@code false}. */
        VERIFY,
        /** One that is missing is written, one that differs fails. What happens unless said otherwise. */
        NEW,
        /** Both are written; files that the test uses no more are deleted. */
        UPDATE;

        static Mode of(Optional<String> property, Optional<String> ci) {
            String said = property.orElse("new");
            for (Mode mode : values()) {
                if (mode.name().equalsIgnoreCase(said)) {
                    boolean readOnly =
                            ci.isPresent() && !ci.get().isEmpty() && !ci.get().equalsIgnoreCase("false");
                    return readOnly ? VERIFY : mode;
                }
            }
            throw new IllegalArgumentException(
                    "wsh.golden is " + Quote.text(said) + "; it must be verify, new or update");
        }
    }

    /** Tells for a screen which of its cells a mask covers. */
    private interface Mask {
        void cover(Screen screen, boolean[][] covered);
    }

    private final Optional<String> name;
    private final Optional<Path> file;
    private final List<Mask> masks;
    private final boolean styles;
    private final boolean cursor;

    private Golden(Optional<String> name, Optional<Path> file, List<Mask> masks, boolean styles, boolean cursor) {
        this.name = name;
        this.file = file;
        this.masks = List.copyOf(masks);
        this.styles = styles;
        this.cursor = cursor;
    }

    /**
     * Names a file after the test alone. The second one of a test is {@code <method>-2.screen}, and so on.
     *
     * @return a golden screen
     */
    public static Golden screen() {
        return new Golden(Optional.empty(), Optional.empty(), List.of(), true, true);
    }

    /**
     * Names a file after the test and a name.
     *
     * @param name letters, digits, {@code .}, {@code _} and {@code -}
     * @return a golden screen
     * @throws IllegalArgumentException if it has other characters
     */
    public static Golden named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    Quote.text(name) + " can't name a screen; it may have letters, digits, '.', '_' and '-'");
        }
        return new Golden(Optional.of(name), Optional.empty(), List.of(), true, true);
    }

    /**
     * Uses a file of its own, which several tests may share.
     *
     * @param file where it is, or will be
     * @return a golden screen
     */
    public static Golden at(Path file) {
        return new Golden(Optional.empty(), Optional.of(file), List.of(), true, true);
    }

    /**
     * Masks a text, wherever it stands within one logical line. Masked cells don't count; their number does.
     *
     * @param text not empty
     * @return another golden screen
     */
    public Golden mask(String text) {
        return mask(SessionAssert.literal(text));
    }

    /**
     * Masks all matches, each within one logical line.
     *
     * @param regex what to mask
     * @return another golden screen
     */
    public Golden mask(Pattern regex) {
        Objects.requireNonNull(regex, "regex");
        return with((screen, covered) -> screen.findAll(regex).forEach(match -> cover(match.region(), covered)));
    }

    /**
     * Masks a region.
     *
     * @param region where; what is outside the screen does not matter
     * @return another golden screen
     */
    public Golden mask(Region region) {
        Objects.requireNonNull(region, "region");
        return with((screen, covered) -> cover(region, covered));
    }

    private static void cover(Region region, boolean[][] covered) {
        for (int row = 0; row < covered.length; row++) {
            for (int col = 0; col < covered[row].length; col++) {
                covered[row][col] |= region.contains(row, col);
            }
        }
    }

    /**
     * Masks all cells of some style.
     *
     * @param style which
     * @return another golden screen
     */
    public Golden mask(Predicate<? super Style> style) {
        Objects.requireNonNull(style, "style");
        return with((screen, covered) -> {
            for (int row = 0; row < screen.rows(); row++) {
                for (int col = 0; col < screen.cols(); col++) {
                    covered[row][col] |= style.test(screen.cell(row, col).style());
                }
            }
        });
    }

    private Golden with(Mask mask) {
        List<Mask> more = new ArrayList<>(masks);
        more.add(mask);
        return new Golden(name, file, more, styles, cursor);
    }

    /**
     * Lets styles not count.
     *
     * @return another golden screen
     */
    public Golden textOnly() {
        return new Golden(name, file, masks, /* styles= */ false, cursor);
    }

    /**
     * Lets the cursor not count.
     *
     * @return another golden screen
     */
    public Golden withoutCursor() {
        return new Golden(name, file, masks, styles, /* cursor= */ false);
    }

    /**
     * Reads a file.
     *
     * @param file a {@code .screen} file
     * @return a screen that shows what it says
     * @throws IllegalArgumentException if it is no such file; says in which line
     * @throws IOException if it can't be read
     */
    public static Screen read(Path file) throws IOException {
        return still(file).toScreen();
    }

    /**
     * Writes a file. The same screen gives the same bytes.
     *
     * @param screen what it shows
     * @param file replaced if it is there; its folders are made
     * @throws IOException if it can't be written
     */
    public static void write(Screen screen, Path file) throws IOException {
        write(Still.of(screen), file);
    }

    static Still still(Path file) throws IOException {
        try {
            return ScreenFile.read(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ", " + e.getMessage(), e);
        }
    }

    /** Writes beside the file first, so that nobody reads half of it. */
    static void write(Still still, Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path whole = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID());
        Files.writeString(whole, ScreenFile.write(still));
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }

    Optional<String> name() {
        return name;
    }

    Optional<Path> file() {
        return file;
    }

    /** {@return what of a screen counts} */
    Still of(Screen screen) {
        Still still = Still.of(screen);
        still = masks.isEmpty() ? still : masked(still, screen);
        still = styles ? still : still.withoutStyles();
        return cursor ? still : still.withoutCursor();
    }

    private Still masked(Still still, Screen screen) {
        boolean[][] covered = new boolean[still.rows()][still.cols()];
        masks.forEach(mask -> mask.cover(screen, covered));
        List<List<Spot>> rows = new ArrayList<>();
        for (int row = 0; row < still.rows(); row++) {
            List<Spot> spots = new ArrayList<>(still.spots().get(row));
            for (int col = 0; col < still.cols(); col++) {
                int width = still.spot(row, col).width();
                boolean right = width == 0 && col > 0 && covered[row][col - 1];
                boolean left = width == 2 && col + 1 < still.cols() && covered[row][col + 1];
                if (covered[row][col] || right || left) {
                    spots.set(col, MASKED);
                }
            }
            rows.add(spots);
        }
        return new Still(still.rows(), still.cols(), rows, still.cursor());
    }
}
