package dev.wsh.testkit;

import dev.wsh.Color;
import dev.wsh.Match;
import dev.wsh.Style;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Styles in words, and read back from them. */
final class Styles {

    private static final List<String> NAMES =
            List.of("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white");

    /** A cell's place on its screen. */
    record Place(int row, int col) {}

    private Styles() {}

    static String name(Color color) {
        if (color instanceof Color.Indexed indexed) {
            int index = indexed.index();
            return index < 8 ? NAMES.get(index) : index < 16 ? "bright-" + NAMES.get(index - 8) : "#" + index;
        } else if (color instanceof Color.Rgb rgb) {
            return String.format("#%02x%02x%02x", rgb.red(), rgb.green(), rgb.blue());
        }
        return "default";
    }

    /** Returns the SGR parameters of a colour's name; base is 30 or 40, or 50 for an underline. */
    static String sgr(String name, int base) {
        int named = NAMES.indexOf(name.startsWith("bright-") ? name.substring(7) : name);
        if (named >= 0 && base < 50) {
            return String.valueOf(base + named + (name.startsWith("bright-") ? 60 : 0));
        } else if (named >= 0) {
            return base + 8 + ";5;" + (named + (name.startsWith("bright-") ? 8 : 0));
        } else if (name.equals("default")) {
            return String.valueOf(base + 9);
        } else if (name.matches("#[0-9a-f]{6}")) {
            int rgb = Integer.parseInt(name.substring(1), 16);
            return base + 8 + ";2;" + (rgb >> 16) + ";" + (rgb >> 8 & 255) + ";" + (rgb & 255);
        } else if (name.matches("#[0-9]{1,3}")) {
            return base + 8 + ";5;" + name.substring(1);
        }
        throw new IllegalArgumentException("\"" + name + "\" is no colour");
    }

    /** Describes a style; empty for the default one. */
    static String words(Style style) {
        List<String> words = new ArrayList<>();
        color(words, "fg=", style.fg());
        color(words, "bg=", style.bg());
        flag(words, "bold", style.bold());
        flag(words, "faint", style.faint());
        flag(words, "italic", style.italic());
        if (style.underline() != Style.Underline.NONE) {
            words.add("underline=" + style.underline().name().toLowerCase(Locale.ROOT));
        }
        color(words, "line=", style.underlineColor());
        if (style.blink() != Style.Blink.NONE) {
            words.add("blink=" + style.blink().name().toLowerCase(Locale.ROOT));
        }
        flag(words, "inverse", style.inverse());
        flag(words, "hidden", style.hidden());
        flag(words, "strikethrough", style.strikethrough());
        flag(words, "overline", style.overline());
        style.link().ifPresent(link -> words.add("link=" + link.uri().replace(" ", "%20")));
        return String.join(" ", words);
    }

    private static void color(List<String> words, String key, Color color) {
        if (!color.equals(Color.DEFAULT)) {
            words.add(key + name(color));
        }
    }

    private static void flag(List<String> words, String name, boolean set) {
        if (set) {
            words.add(name);
        }
    }

    /** Returns the escape sequences that set a style from its words, beginning with a reset. */
    static String toAnsi(String words) {
        StringBuilder sgr = new StringBuilder("0");
        String link = "";
        for (String word : words.split(" ", -1)) {
            String value = word.substring(word.indexOf('=') + 1);
            String key = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            switch (key) {
                case "" -> {}
                case "fg" -> sgr.append(';').append(sgr(value, 30));
                case "bg" -> sgr.append(';').append(sgr(value, 40));
                case "line" -> sgr.append(';').append(sgr(value, 50));
                case "bold" -> sgr.append(";1");
                case "faint" -> sgr.append(";2");
                case "italic" -> sgr.append(";3");
                case "underline" -> sgr.append(";4:").append(ordinal(Style.Underline.class, value));
                case "blink" -> sgr.append(value.equals("slow") ? ";5" : ";6");
                case "inverse" -> sgr.append(";7");
                case "hidden" -> sgr.append(";8");
                case "strikethrough" -> sgr.append(";9");
                case "overline" -> sgr.append(";53");
                case "link" -> link = value;
                default -> throw new IllegalArgumentException("\"" + word + "\" is no style");
            }
        }
        return "\u001b]8;;" + link + "\u001b\\\u001b[" + sgr + "m";
    }

    private static <E extends Enum<E>> int ordinal(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT)).ordinal();
    }

    /** Returns the places of a match's cells that are on its screen. */
    static List<Place> cells(Match match) {
        List<Place> places = new ArrayList<>();
        for (int row = Math.max(0, match.region().row());
                row <= Math.min(match.region().endRow(), match.screen().rows() - 1);
                row++) {
            for (int col = 0; col < match.screen().cols(); col++) {
                if (match.region().contains(row, col)) {
                    places.add(new Place(row, col));
                }
            }
        }
        return places;
    }

    static List<Style> of(Match match) {
        return cells(match).stream()
                .map(place -> match.screen().cell(place.row(), place.col()).style())
                .toList();
    }

    /** Describes where a text was found and how it is styled, for a failure about its style. */
    static Optional<String> candidates(List<Match> matches) {
        if (matches.isEmpty()) {
            return Optional.of("the text is not on the screen any more");
        }
        Set<String> lines = new LinkedHashSet<>();
        for (Match match : matches.subList(0, Math.min(5, matches.size()))) {
            Set<String> styles = new LinkedHashSet<>();
            of(match).forEach(style -> styles.add(words(style).isEmpty() ? "default style" : words(style)));
            lines.add(Quote.text(match.text()) + " in row " + match.region().row() + ", column "
                    + match.region().col() + " is " + String.join(" | ", styles));
        }
        return Optional.of(String.join("\n", lines));
    }
}
