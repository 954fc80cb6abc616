package dev.wsh.impl.wait;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text without which a pattern matches nothing, with its case folded: a line that does not contain it need not be
 * searched. It is read off the pattern's top level; where that says too little, or something that is not known here, there
 * is none.
 */
final class RequiredText {

    /** More tells no more. */
    static final int LONGEST = 64;

    /** A single character of a regex is in most lines, or tells little of those it is not in. */
    private static final int SHORTEST_OF_REGEX = 2;

    private static final String QUANTIFIERS = "?*+{";

    private final String regex;
    private final StringBuilder run = new StringBuilder();
    private String best = "";
    private int at;

    private RequiredText(String regex) {
        this.regex = regex;
    }

    /** Returns what each match of a pattern contains, if its case is folded. */
    static Optional<String> of(Pattern pattern) {
        String text = pattern.pattern();
        boolean strange = (pattern.flags() & (Pattern.COMMENTS | Pattern.CANON_EQ)) != 0
                || text.chars().anyMatch(c -> Character.isSurrogate((char) c));
        if (strange) {
            return Optional.empty();
        }
        boolean literal = (pattern.flags() & Pattern.LITERAL) != 0;
        String required = literal ? text : new RequiredText(text).longest();
        return required.isEmpty() ? Optional.empty() : Optional.of(folded(required));
    }

    private static String folded(String text) {
        StringBuilder folded = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
            folded.append(fold(text.charAt(i)));
        }
        return folded.toString();
    }

    /** Tells whether a line contains one of some texts whose case is folded. */
    static boolean isAny(Set<String> texts, String line) {
        StringBuilder folded = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            folded.append(fold(line.charAt(i)));
        }
        String searched = folded.toString();
        return texts.stream().anyMatch(searched::contains);
    }

    /** Folds a character's case as {@link Pattern#UNICODE_CASE} does; what is equal without it is equal with it. */
    static char fold(char c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
        }
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    /** Returns the longest run of characters that stand beside each other in every match; empty if none is known. */
    private String longest() {
        if (regex.startsWith("(?i)")) {
            at = 4; // what is found is folded anyway
        }
        while (at < regex.length()) {
            if (!step(regex.charAt(at))) {
                return "";
            }
        }
        endRun();
        return best.length() < SHORTEST_OF_REGEX ? "" : best;
    }

    /** Goes on by one part; false if nothing can be said. */
    private boolean step(char c) {
        switch (c) {
            case '|', ')' -> {
                return false;
            }
            case '\\' -> {
                return escape();
            }
            case '(' -> {
                endRun();
                return isGroupKnown() && skipGroup();
            }
            case '[' -> {
                endRun();
                return skipClass();
            }
            case '.', '^', '$' -> {
                endRun();
                at++;
            }
            case '?', '*', '+', '{' -> quantifier(c);
            default -> {
                run.append(c);
                at++;
            }
        }
        return true;
    }

    /** What is before it may be missing, or come again before what follows. */
    private void quantifier(char c) {
        if (c != '+' && run.length() > 0) {
            run.setLength(run.length() - 1);
        }
        endRun();
        if (c == '{') {
            int end = regex.indexOf('}', at);
            at = end < 0 ? regex.length() : end + 1;
        } else {
            at++;
        }
        while (at < regex.length() && QUANTIFIERS.indexOf(regex.charAt(at)) >= 0 && regex.charAt(at) != '{') {
            at++; // reluctant or possessive
        }
    }

    private boolean escape() {
        if (at + 1 >= regex.length()) {
            return false;
        }
        char c = regex.charAt(at + 1);
        if (c == 'Q') {
            int end = regex.indexOf("\\E", at);
            run.append(regex, at + 2, end < 0 ? regex.length() : end);
            at = end < 0 ? regex.length() : end + 2;
            return true;
        }
        if (!Character.isLetterOrDigit(c)) {
            run.append(c);
            at += 2;
            return true;
        }
        endRun();
        at += 2;
        return "dDwWsSbBAzZGhHvVR".indexOf(c) >= 0;
    }

    /** Flags that are switched on in the middle, for what follows, are not looked after. */
    private boolean isGroupKnown() {
        if (!regex.startsWith("(?", at) || at + 2 >= regex.length()) {
            return true;
        }
        char kind = regex.charAt(at + 2);
        return ":=!<>".indexOf(kind) >= 0;
    }

    private boolean skipGroup() {
        int depth = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '\\') {
                if (regex.startsWith("\\Q", at)) {
                    return false;
                }
                at += 2;
            } else if (c == '[') {
                if (!skipClass()) {
                    return false;
                }
            } else {
                at++;
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean skipClass() {
        int depth = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '\\') {
                if (regex.startsWith("\\Q", at)) {
                    return false;
                }
                at += 2;
                continue;
            }
            at++;
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == '[' && at < regex.length() && (regex.charAt(at) == ']' || regex.startsWith("^]", at))) {
                return false; // a bracket that stands for itself
            }
            if (depth == 0) {
                return true;
            }
        }
        return false;
    }

    private void endRun() {
        if (run.length() > best.length()) {
            best = run.toString();
        }
        run.setLength(0);
    }
}
