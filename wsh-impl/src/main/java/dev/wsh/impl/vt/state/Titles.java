package dev.wsh.impl.vt.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Window title and icon name, and the stack that XTWINOPS 22 and 23 push them on.
 *
 * <p>Source: xterm's ctlseqs, OSC 0 to 2 and "Window manipulation". Confined to the engine's thread.
 */
public final class Titles {
    /** UTF-16 units of a title; a longer one is cut. */
    public static final int MAX_LENGTH = 4096;
    /** Entries of the stack; a push onto a full stack drops the oldest, as in xterm. */
    public static final int MAX_STACK = 10;

    private record Entry(String title, String icon) {}

    private final TerminalListener listener;
    private final List<Entry> stack = new ArrayList<>();
    private String title = "";
    private String icon = "";
    /** XTSMTITLE: titles are set and reported as hexadecimal digits. */
    public boolean setHex;

    public boolean queryHex;

    Titles(TerminalListener listener) {
        this.listener = listener;
    }

    void reset() {
        stack.clear();
        setTitle("");
        icon = "";
        setHex = false;
        queryHex = false;
    }

    public String title() {
        return title;
    }

    public String icon() {
        return icon;
    }

    public void setTitle(String text) {
        String cut = cut(text);
        if (!cut.equals(title)) {
            title = cut;
            listener.titleChanged(cut);
        }
    }

    public void setIcon(String text) {
        icon = cut(text);
    }

    private static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }

    /**
     * Returns a text without what can't be seen in a title and could mislead whoever reads it: controls, and what turns the
     * direction of text.
     */
    public static String visible(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(Titles::isVisible).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isVisible(int c) {
        boolean control = c < 0x20 || c >= 0x7F && c < 0xA0;
        boolean direction =
                c == 0x61C || c == 0x200E || c == 0x200F || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        return !control && !direction;
    }

    /** Pushes both; what is popped is chosen later. */
    public void push() {
        if (stack.size() == MAX_STACK) {
            stack.remove(0);
        }
        stack.add(new Entry(title, icon));
    }

    /** Pops the newest entry and takes over what is asked for; nothing happens when the stack is empty. */
    public void pop(boolean takeTitle, boolean takeIcon) {
        if (stack.isEmpty()) {
            return;
        }
        Entry entry = stack.remove(stack.size() - 1);
        if (takeTitle) {
            setTitle(entry.title);
        }
        if (takeIcon) {
            setIcon(entry.icon);
        }
    }
}
