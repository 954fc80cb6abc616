package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.grid.StyleWords;
import dev.wsh.impl.vt.parser.Params;
import dev.wsh.impl.vt.state.Area;
import dev.wsh.impl.vt.state.Palette;
import dev.wsh.impl.vt.state.Pen;
import dev.wsh.impl.vt.state.Terminal;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has {@code #} before its final byte: XTPUSHSGR, XTPOPSGR and XTREPORTSGR, XTPUSHCOLORS, XTPOPCOLORS and
 * XTREPORTCOLORS, XTCHECKSUM (xterm's ctlseqs). Confined to the engine's thread.
 */
final class StackDispatcher {
    /** Entries of a stack, as in xterm; a push onto a full one is ignored. */
    private static final int MAX_STACK = 10;

    private static final int ALL = -1;
    private static final int FOREGROUND = 1 << 30;
    private static final int BACKGROUND = 1 << 29;

    private record Rendition(int which, int attributes, int fg, int bg) {}

    private final Terminal t;
    private final Deque<Rendition> renditions = new ArrayDeque<>();
    private final Palette.Copy[] palettes = new Palette.Copy[MAX_STACK];
    private int pushed;

    StackDispatcher(Terminal t) {
        this.t = t;
    }

    void dispatch(int last, Params p) {
        switch (last) {
            case '{', 'p' -> pushRendition(p);
            case '}', 'q' -> popRendition();
            case '|' -> reportRendition(p);
            case 'P' -> pushColors(p.get(0, 0));
            case 'Q' -> popColors(p.get(0, 0));
            case 'R' -> t.replies().csi("?" + pushed + ";" + stored() + "#Q");
            case 'y' -> t.modes().checksumExtension = p.get(0, 0);
            default -> {}
        }
    }

    private void pushRendition(Params p) {
        if (renditions.size() == MAX_STACK) {
            return;
        }
        int which = p.size() == 0 ? ALL : 0;
        for (int i = 0; i < p.size(); i++) {
            which |= bits(p.get(i, 0));
        }
        Pen pen = t.pen();
        renditions.push(new Rendition(which, pen.attributes(), pen.fg(), pen.bg()));
    }

    private static int bits(int code) {
        return switch (code) {
            case 1 -> StyleWords.BOLD;
            case 2 -> StyleWords.FAINT;
            case 3 -> StyleWords.ITALIC;
            case 4, 21 -> StyleWords.UNDERLINE;
            case 5 -> StyleWords.BLINK | StyleWords.RAPID;
            case 7 -> StyleWords.INVERSE;
            case 8 -> StyleWords.HIDDEN;
            case 9 -> StyleWords.STRIKE;
            case 10, 30 -> FOREGROUND;
            case 11, 31 -> BACKGROUND;
            default -> 0;
        };
    }

    private void popRendition() {
        Rendition saved = renditions.poll();
        if (saved == null) {
            return;
        }
        int attributes = saved.which & ~(FOREGROUND | BACKGROUND);
        t.pen().setAttributes(attributes, saved.attributes & attributes);
        if ((saved.which & FOREGROUND) != 0) {
            t.pen().setFg(saved.fg);
        }
        if ((saved.which & BACKGROUND) != 0) {
            t.pen().setBg(saved.bg);
        }
    }

    /** Says which rendition all cells of a rectangle share. */
    private void reportRendition(Params p) {
        Area area = RectangleDispatcher.area(t, p, 0);
        if (!area.empty()) {
            Area.Common common = area.common();
            t.replies().csi(StatusStrings.rendition(common.attributes(), common.fg(), common.bg(), 0) + "m");
        }
    }

    private int stored() {
        int count = 0;
        for (int i = 0; i < MAX_STACK; i++) {
            count = palettes[i] == null ? count : i + 1;
        }
        return count;
    }

    /** 0 pushes; a number stores at that place and leaves the stack as it is. */
    private void pushColors(int place) {
        int at = place == 0 ? pushed : place - 1;
        if (at < MAX_STACK) {
            palettes[at] = t.palette().save();
            pushed += place == 0 ? 1 : 0;
        }
    }

    private void popColors(int place) {
        int at = place == 0 ? pushed - 1 : place - 1;
        if (at < 0 || at >= MAX_STACK || palettes[at] == null) {
            return;
        }
        t.palette().restore(palettes[at]);
        pushed -= place == 0 ? 1 : 0;
    }
}
