package dev.wsh.impl.vt.snapshot;

import dev.wsh.Color;
import dev.wsh.Style;
import dev.wsh.impl.vt.grid.LinkRef;
import dev.wsh.impl.vt.grid.StyleTable;
import dev.wsh.impl.vt.grid.StyleWords;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A style read from its two words ({@link StyleWords}). Equal to another one that looks the same. Threadsafe. */
final class PackedStyle implements Style {
    static final PackedStyle DEFAULT = new PackedStyle(0, 0, null);

    private static final Underline[] UNDERLINES = Underline.values();

    private final long colors;
    private final long rest;
    private final @Nullable LinkRef link;

    private PackedStyle(long colors, long rest, @Nullable LinkRef link) {
        this.colors = colors;
        this.rest = rest;
        this.link = link;
    }

    static PackedStyle of(StyleTable.View styles, int id) {
        return id == 0 ? DEFAULT : new PackedStyle(styles.colors(id), styles.rest(id), styles.link(id));
    }

    static Color color(int color) {
        int value = color & 0xFF_FFFF;
        if ((color & StyleWords.RGB) != 0) {
            return new Color.Rgb(value >> 16, value >> 8 & 0xFF, value & 0xFF);
        }
        return (color & StyleWords.INDEXED) != 0 ? new Color.Indexed(value) : Color.DEFAULT;
    }

    private boolean has(int attribute) {
        return (StyleWords.attributes(rest) & attribute) != 0;
    }

    @Override
    public Color fg() {
        return color(StyleWords.fg(colors));
    }

    @Override
    public Color bg() {
        return color(StyleWords.bg(colors));
    }

    @Override
    public Color underlineColor() {
        return color(StyleWords.underlineColor(rest));
    }

    @Override
    public boolean bold() {
        return has(StyleWords.BOLD);
    }

    @Override
    public boolean faint() {
        return has(StyleWords.FAINT);
    }

    @Override
    public boolean italic() {
        return has(StyleWords.ITALIC);
    }

    @Override
    public Underline underline() {
        return UNDERLINES[(StyleWords.attributes(rest) & StyleWords.UNDERLINE) >> StyleWords.UNDERLINE_SHIFT];
    }

    @Override
    public Blink blink() {
        return has(StyleWords.RAPID) ? Blink.RAPID : has(StyleWords.BLINK) ? Blink.SLOW : Blink.NONE;
    }

    @Override
    public boolean inverse() {
        return has(StyleWords.INVERSE);
    }

    @Override
    public boolean hidden() {
        return has(StyleWords.HIDDEN);
    }

    @Override
    public boolean strikethrough() {
        return has(StyleWords.STRIKE);
    }

    @Override
    public boolean overline() {
        return has(StyleWords.OVERLINE);
    }

    @Override
    public Optional<Link> link() {
        return link == null ? Optional.empty() : Optional.of(new Link(link.uri(), link.id()));
    }

    /** The words without the link's number, which is another one in another table. */
    private long restWithoutLink() {
        return StyleWords.rest(StyleWords.underlineColor(rest), StyleWords.attributes(rest), 0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PackedStyle style
                && colors == style.colors
                && restWithoutLink() == style.restWithoutLink()
                && Objects.equals(link, style.link);
    }

    @Override
    public int hashCode() {
        return Objects.hash(colors, restWithoutLink(), link);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        say(text, !fg().equals(Color.DEFAULT), fg().toString());
        say(text, !bg().equals(Color.DEFAULT), "on " + bg());
        say(text, bold(), "bold");
        say(text, faint(), "faint");
        say(text, italic(), "italic");
        say(
                text,
                underline() != Underline.NONE,
                underline() == Underline.SINGLE ? "underlined" : "underlined " + lower(underline()));
        say(text, blink() != Blink.NONE, "blinking " + lower(blink()));
        say(text, inverse(), "inverse");
        say(text, hidden(), "hidden");
        say(text, strikethrough(), "strikethrough");
        say(text, overline(), "overline");
        say(text, link != null, "link to " + link().map(Link::uri).orElse(""));
        return text.isEmpty() ? "default" : text.toString();
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static void say(StringBuilder text, boolean so, String what) {
        if (so) {
            text.append(text.isEmpty() ? "" : ", ").append(what);
        }
    }
}
