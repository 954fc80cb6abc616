package dev.wsh;

/** How text that was typed is shown. */
final class InputWords {

    private static final int MOST_SHOWN = 60;

    private InputWords() {}

    static String quoted(String text) {
        String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
        return "\"" + shown.replace("\n", "\\n").replace("\r", "\\r").replace("\u001b", "\\e") + "\"";
    }
}
