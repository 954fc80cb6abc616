package dev.wsh;

/** How wide a terminal takes characters to be. */
public enum Widths {

    /** Characters that belong together, such as an emoji with its modifiers, have one width (mode 2027, as kitty's text). */
    CLUSTERS,

    /** Each code point has a width of its own, as in most terminals and in {@code wcwidth}. */
    CODE_POINTS
}
