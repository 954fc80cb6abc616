package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.state.Palette;
import dev.wsh.impl.vt.state.Terminal;
import java.util.OptionalInt;

/** OSC 4, 5, 10 to 19 and 104, 105, 110 to 119: sets, resets and reports colours (xterm's ctlseqs). */
final class ColorDispatcher {
    private final Terminal t;
    private final Palette palette;

    ColorDispatcher(Terminal t) {
        this.t = t;
        palette = t.palette();
    }

    /** Takes a command; false if it is none of these. */
    boolean dispatch(int number, String text, boolean bell) {
        if (number == 4) {
            indexed(number, 0, text, bell);
        } else if (number == 5) {
            indexed(number, Palette.SIZE, text, bell);
        } else if (number == 104) {
            reset(0, Palette.SIZE + Palette.SPECIAL, text);
        } else if (number == 105) {
            reset(Palette.SIZE, Palette.SPECIAL, text);
        } else if (number >= 10 && number <= 19) {
            dynamic(number, text, bell);
        } else if (number >= 110 && number <= 119) {
            palette.resetDynamic(number - 110);
        } else {
            return false;
        }
        return true;
    }

    private void indexed(int number, int base, String text, boolean bell) {
        String[] parts = text.split(";", -1);
        for (int i = 0; i + 1 < parts.length; i += 2) {
            int index = index(parts[i]);
            int slot = base + index;
            if (index < 0 || slot >= Palette.SIZE + Palette.SPECIAL) {
                return;
            }
            if (parts[i + 1].equals("?")) {
                t.replies().osc(number + ";" + index + ";" + specification(palette.get(slot)), bell);
            } else {
                OptionalInt rgb = ColorSpec.parse(parts[i + 1]);
                if (rgb.isPresent()) {
                    palette.set(slot, rgb.getAsInt());
                }
            }
        }
    }

    private void reset(int base, int count, String text) {
        if (text.isEmpty()) {
            for (int i = 0; i < count; i++) {
                palette.reset(base + i);
            }
            return;
        }
        for (String part : text.split(";", -1)) {
            int index = index(part);
            if (index >= 0 && index < count) {
                palette.reset(base + index);
            }
        }
    }

    private void dynamic(int number, String text, boolean bell) {
        int which = number - 10;
        for (String part : text.split(";", -1)) {
            if (which >= Palette.DYNAMIC) {
                return;
            }
            if (part.equals("?")) {
                t.replies().osc((10 + which) + ";" + specification(palette.dynamic(which)), bell);
            } else {
                OptionalInt rgb = ColorSpec.parse(part);
                if (rgb.isPresent()) {
                    palette.setDynamic(which, rgb.getAsInt());
                }
            }
            which++;
        }
    }

    private static int index(String digits) {
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Integer.parseInt(digits);
    }

    /** Returns a colour as X11 writes it, with 16 bits a component. */
    private static String specification(int rgb) {
        StringBuilder out = new StringBuilder(18).append("rgb:");
        for (int shift = 16; shift >= 0; shift -= 8) {
            Hex.appendSmall(out, rgb >> shift);
            Hex.appendSmall(out, rgb >> shift).append(shift == 0 ? "" : "/");
        }
        return out.toString();
    }
}
