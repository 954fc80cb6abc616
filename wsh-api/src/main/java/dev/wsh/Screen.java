package dev.wsh;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** A terminal's screen at one moment; immutable. Rows and columns count from 0. */
public interface Screen {

    /** {@return the height; 1 to 1000} */
    int rows();

    /** {@return the width; 1 to 1000} */
    int cols();

    /** {@return the version, which grows with every visible change and with nothing else} */
    long version();

    /** {@return the text of every row: {@link #rows} lines without trailing blanks} */
    List<String> lines();

    /**
     * Returns the text of a row.
     *
     * @param row from 0
     * @return the text without trailing blanks
     * @throws IndexOutOfBoundsException if there is no such row
     */
    String line(int row);

    /**
     * {@return the text of the screen: its rows without trailing blanks, joined by {@code \n}, without blank rows at
     * the end}
     */
    String text();

    /**
     * Returns a cell.
     *
     * @param row from 0
     * @param col from 0
     * @return the cell
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    Cell cell(int row, int col);

    /**
     * Returns a row in pieces of one style each. Blanks at the end that have the default style are left out; styled ones,
     * as with a coloured background, are there.
     *
     * @param row from 0
     * @return the pieces, from left to right
     * @throws IndexOutOfBoundsException if there is no such row
     */
    List<Run> runs(int row);

    /**
     * Tells whether the terminal wrapped a row, so that its line continues in the next row.
     *
     * @param row from 0
     * @return true if so
     * @throws IndexOutOfBoundsException if there is no such row
     */
    boolean wrapped(int row);

    /** {@return the absolute number of the logical line that row 0 belongs to, as in {@link Scrollback}; 0 or more} */
    long firstLine();

    /** {@return where the cursor is, and what it looks like} */
    Cursor cursor();

    /** {@return the window title (OSC 0, 2); empty at first} */
    String title();

    /** {@return the icon name (OSC 0, 1); empty at first} */
    String iconName();

    /** {@return the working directory that the program told (OSC 7); empty if it told none} */
    Optional<URI> cwd();

    /** {@return whether the alternate screen is shown} */
    boolean alternateScreen();

    /**
     * Tells whether a mode is set.
     *
     * @param mode the mode
     * @return true if so
     */
    boolean mode(Mode mode);

    /** {@return what the terminal knows beyond the cells; immutable, of the same moment} */
    Terminal terminal();

    /**
     * Returns the kinds of control sequence that the program has sent and the terminal has swallowed since it was made, in
     * the order in which they first came. They change nothing that is to be seen, so they do not change the version.
     *
     * @return a bounded number of kinds: once it is reached, no other kind is entered
     */
    List<Unsupported> unsupported();

    /**
     * Finds text, within one logical line.
     *
     * @param text what to look for
     * @return the first match in reading order
     * @throws IllegalArgumentException if it is empty
     */
    Optional<Match> find(String text);

    /**
     * Finds a match, within one logical line.
     *
     * @param regex what to look for
     * @return the first match in reading order
     */
    Optional<Match> find(Pattern regex);

    /**
     * Finds all matches, each within one logical line.
     *
     * @param regex what to look for
     * @return the matches in reading order
     */
    List<Match> findAll(Pattern regex);

    /**
     * Finds text whose cells are all inside a region.
     *
     * @param text what to look for
     * @param region where
     * @return the first match in reading order
     * @throws IllegalArgumentException if the text is empty
     */
    Optional<Match> find(String text, Region region);

    /**
     * Compares this screen with another, cell by cell.
     *
     * @param after the other screen, as a later one of the same session
     * @return what differs
     */
    default ScreenDiff diff(Screen after) {
        return Comparison.of(this, after);
    }

    /**
     * Returns this screen with every occurrence of a text masked, within one logical line: a {@code ▒} without a style in each
     * of its columns. Everything else, also the version, stays as it is.
     *
     * @param text what shall not be seen or compared; not empty
     * @return a new screen
     * @throws IllegalArgumentException if the text is empty
     */
    Screen masked(String text);

    /**
     * Returns this screen with every match masked, as {@link #masked(String)} does.
     *
     * @param regex what shall not be seen or compared
     * @return a new screen
     */
    Screen masked(Pattern regex);

    /**
     * Returns this screen with a region masked, as {@link #masked(String)} does.
     *
     * @param region what shall not be seen or compared; may reach beyond the screen
     * @return a new screen
     */
    Screen masked(Region region);

    /**
     * Returns the commands that shells told of by their marks (OSC 133), as far as they stand on this screen. {@link
     * SessionSnapshot#commands} has those of the history too.
     *
     * @return the commands, oldest first; the last may still run
     */
    List<ShellCommand> commands();

    /**
     * Returns the size in which a row is drawn (DECDWL, DECDHL). A row of double width has half as many columns.
     *
     * @param row from 0
     * @return its size
     * @throws IndexOutOfBoundsException if there is no such row
     */
    RowSize rowSize(int row);

    /** The sizes of a row. */
    enum RowSize {
        /** Single width and height (DECSWL). */
        SINGLE,
        /** Double width, single height (DECDWL). */
        DOUBLE_WIDTH,
        /** The top half of double width and height (DECDHL). */
        DOUBLE_HEIGHT_TOP,
        /** The bottom half of double width and height (DECDHL). */
        DOUBLE_HEIGHT_BOTTOM
    }

    /**
     * {@return escape sequences that draw this screen: fed to a new emulator of the same size they give the same text,
     * styles, links, cursor and modes}
     */
    String toAnsi();

    /**
     * The cursor.
     *
     * @param row from 0
     * @param col from 0; the last column while a wrap is pending
     * @param visible whether it is shown (DECTCEM)
     * @param shape its shape (DECSCUSR)
     * @param blinking whether it blinks
     * @param pendingWrap whether the next character goes to the next row
     */
    record Cursor(int row, int col, boolean visible, Shape shape, boolean blinking, boolean pendingWrap) {
        /** Refuses {@code null}. */
        public Cursor {
            Objects.requireNonNull(shape, "shape");
        }

        /** The shapes of a cursor. */
        public enum Shape {
            /** The whole cell. */
            BLOCK,
            /** A line at its bottom. */
            UNDERLINE,
            /** A line at its left. */
            BAR
        }
    }

    /**
     * Text of one style.
     *
     * @param col the first column, from 0
     * @param width its columns
     * @param text the text
     * @param style the style
     */
    record Run(int col, int width, String text, Style style) {
        /** Checks the parts. */
        public Run {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(style, "style");
        }
    }

    /** What a terminal knows beyond the cells. */
    interface Terminal {

        /** {@return how often the bell rang; 0 or more} */
        long bells();

        /**
         * {@return the progress that the program reports (OSC 9;4); empty if there is none, or the program took it
         * away}
         */
        Optional<Progress> progress();

        /** {@return what the program wrote to the clipboard (OSC 52), oldest first; their number is bounded} */
        List<String> clipboardWrites();

        /** {@return the default foreground (OSC 10)} */
        Color foreground();

        /** {@return the default background (OSC 11)} */
        Color background();

        /**
         * Returns a colour of the palette (OSC 4).
         *
         * @param index 0 to 255
         * @return the colour
         * @throws IndexOutOfBoundsException if there is no such colour
         */
        Color palette(int index);

        /** {@return the shell's marks (OSC 133), oldest first; their number is bounded} */
        List<ShellMark> shellMarks();

        /**
         * {@return the messages that the program wanted a person to see (OSC 9, 99 and 777), oldest first; their number
         * is bounded}
         */
        List<Notification> notifications();

        /**
         * Returns the images that programs put on the screen that is shown, oldest first: sixels, kitty's and iTerm2's. The
         * terminal does not say that it knows them, so that only programs that do not ask send any.
         *
         * @return the last images, also of lines that have scrolled off; bounded in number (64) and in bytes (16 MB)
         */
        List<Image> images();
    }

    /** Modes that change what input is sent or what is shown. */
    enum Mode {
        /** DECCKM: cursor keys send application sequences. */
        APPLICATION_CURSOR,
        /** DECKPAM: the keypad sends application sequences. */
        APPLICATION_KEYPAD,
        /** 2004: pasted text is put in brackets. */
        BRACKETED_PASTE,
        /** DECOM: positions count from the margins. */
        ORIGIN,
        /** DECAWM: a full row continues in the next. */
        AUTO_WRAP,
        /** IRM: characters are inserted. */
        INSERT,
        /** DECSCNM: foreground and background of the whole screen are swapped. */
        REVERSE_VIDEO,
        /** 2026: the program is in the middle of an update. */
        SYNCHRONIZED,
        /** 1004: focus changes are reported. */
        FOCUS_EVENTS,
        /** 9 or 1000: clicks are reported; not 1001, which asks for the marking of text. */
        MOUSE_CLICK,
        /** 1002: moves with a button down are reported. */
        MOUSE_DRAG,
        /** 1003: all moves are reported. */
        MOUSE_ALL
    }
}
