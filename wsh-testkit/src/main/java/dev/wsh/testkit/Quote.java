package dev.wsh.testkit;

/** Shows text in messages, control characters included. */
final class Quote {

    /** Longer text is cut: a message is for reading. */
    private static final int MOST = 60;

    private Quote() {}

    static String text(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().limit(MOST).forEach(c -> out.append(escape((char) c)));
        return out.append(text.length() > MOST ? "…\"" : "\"").toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\033' -> "\\e";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default -> c < ' ' || c == 0x7f ? String.format("\\x%02x", (int) c) : String.valueOf(c);
        };
    }
}
