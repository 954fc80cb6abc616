package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.state.Terminal;
import org.jspecify.annotations.Nullable;

/** Answers XTGETTCAP: terminfo and termcap capabilities, names and values in hexadecimal (xterm's ctlseqs). */
final class TermcapReports {
    private final Terminal t;

    TermcapReports(Terminal t) {
        this.t = t;
    }

    void report(String request) {
        int from = 0;
        for (int at = 0; at <= request.length(); at++) {
            if (at == request.length() || request.charAt(at) == ';') {
                answer(request.substring(from, at));
                from = at + 1;
            }
        }
    }

    private void answer(String name) {
        String known = decode(name);
        String value = known == null ? null : value(known);
        if (value == null) {
            t.replies().dcs(Hex.is(name) ? "0+r".concat(name) : "0+r");
        } else if (value.isEmpty()) {
            t.replies().dcs("1+r".concat(name));
        } else {
            StringBuilder reply = new StringBuilder(4 + name.length() + 2 * value.length());
            t.replies().dcs(encode(value, reply.append("1+r").append(name).append('=')));
        }
    }

    /** Returns a capability as this terminal has it, or null where there is none. */
    private @Nullable String value(String name) {
        return switch (name) {
            case "TN", "name" -> "xterm-256color";
            case "Co", "colors" -> "256";
            case "RGB" -> "8/8/8";
            case "Tc", "Su", "am", "xenl", "bce", "km", "mir", "msgr", "npc", "AX", "XT" -> "";
            case "cols" -> Integer.toString(t.cols());
            case "lines" -> Integer.toString(t.rows());
            case "it" -> "8";
            case "smcup", "ti" -> "\033[?1049h";
            case "rmcup", "te" -> "\033[?1049l";
            case "setrgbf" -> "\033[38:2:%p1%d:%p2%d:%p3%dm";
            case "setrgbb" -> "\033[48:2:%p1%d:%p2%d:%p3%dm";
            case "Ss" -> "\033[%p1%d q";
            case "Se" -> "\033[2 q";
            case "Smulx" -> "\033[4:%p1%dm";
            case "Setulc" -> "\033[58:2::%p1%{65536}%/%d:%p1%{256}%/%{255}%&%d:%p1%{255}%&%d%;m";
            case "Ms" -> "\033]52;%p1%s;%p2%s\033\\";
            case "Sync" -> "\033[?2026%?%p1%{1}%-%tl%eh%;";
            case "kbs", "kb" -> "\u007f";
            case "kcuu1", "ku" -> "\033OA";
            case "kcud1", "kd" -> "\033OB";
            case "kcuf1", "kr" -> "\033OC";
            case "kcub1", "kl" -> "\033OD";
            case "khome", "kh" -> "\033OH";
            case "kend", "@7" -> "\033OF";
            case "kpp", "kP" -> "\033[5~";
            case "knp", "kN" -> "\033[6~";
            case "kich1", "kI" -> "\033[2~";
            case "kdch1", "kD" -> "\033[3~";
            default -> null;
        };
    }

    private static @Nullable String decode(String hex) {
        if (hex.isEmpty() || hex.length() % 2 != 0 || !Hex.is(hex)) {
            return null;
        }
        StringBuilder text = new StringBuilder(hex.length() / 2);
        for (int i = 0; i < hex.length(); i += 2) {
            text.append((char) (Hex.digit(hex.charAt(i)) << 4 | Hex.digit(hex.charAt(i + 1))));
        }
        return text.toString();
    }

    /** Appends text, which is ASCII, in hexadecimal digits. */
    private static String encode(String text, StringBuilder hex) {
        for (int i = 0; i < text.length(); i++) {
            Hex.append(hex, text.charAt(i));
        }
        return hex.toString();
    }
}
