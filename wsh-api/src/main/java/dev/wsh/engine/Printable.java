package dev.wsh.engine;

/**
 * Text from programs, users and the system as a person reads it in a message, a log or a {@code toString}: nothing in it
 * moves the cursor of whoever reads, begins a line that was not meant, or reads in another order than it stands.
 *
 * <p>Escaped are the control characters C0 and C1, DEL, the line and paragraph separators, the controls of bidirectional
 * text (Unicode Annex #9) and lone surrogates: as {@code \n}, {@code \r}, {@code \t}, {@code \e}, else as {@code \x07} and
 * {@code \\u202e}. Stateless and thread-safe.
 */
public final class Printable {

    private Printable() {}

    /**
     * Returns a text that is one line.
     *
     * @param text any text
     * @return the text with every such character escaped
     */
    public static String line(String text) {
        return escaped(text, /* lines= */ false);
    }

    /**
     * Returns the beginning of a text as one line.
     *
     * @param text any text
     * @param most how many characters are shown; how many more there are stands behind them
     * @return the text, escaped
     */
    public static String line(String text, int most) {
        if (text.length() <= most) {
            return line(text);
        }
        int cut = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return line(text.substring(0, cut)) + "… (" + (text.length() - cut) + " more characters)";
    }

    /**
     * Returns a text of several lines, whose ends stay.
     *
     * @param text any text
     * @return the text with every other such character escaped
     */
    public static String lines(String text) {
        return escaped(text, /* lines= */ true);
    }

    /**
     * Returns the beginning of a text as one line, in quotes.
     *
     * @param text any text
     * @param most how many characters are shown; an ellipsis stands for the others
     * @return the text, escaped
     */
    public static String quoted(String text, int most) {
        if (text.length() <= most) {
            return '"' + line(text) + '"';
        }
        int cut = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return '"' + line(text.substring(0, cut)) + "…\"";
    }

    private static String escaped(String text, boolean lines) {
        int clean = 0;
        while (clean < text.length() && isClean(text, clean, lines)) {
            clean++;
        }
        if (clean == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, clean);
        for (int i = clean; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isClean(text, i, lines)) {
                out.append(c);
            } else {
                out.append(escape(c));
            }
        }
        return out.toString();
    }

    private static boolean isClean(String text, int i, boolean lines) {
        char c = text.charAt(i);
        if (c >= ' ' && c < 0x7f || lines && c == '\n') {
            return true;
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c >= 0xa0 && c != '\u2028' && c != '\u2029' && !isBidiControl(c);
    }

    /** The property Bidi_Control of Unicode. */
    private static boolean isBidiControl(char c) {
        return c == '\u061c'
                || c == '\u200e'
                || c == '\u200f'
                || c >= '\u202a' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069';
    }

    private static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\033' -> "\\e";
            default -> String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", (int) c);
        };
    }
}
