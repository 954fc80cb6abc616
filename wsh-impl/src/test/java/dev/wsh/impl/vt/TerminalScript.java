package dev.wsh.impl.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Cell;
import dev.wsh.Color;
import dev.wsh.Image;
import dev.wsh.Screen;
import dev.wsh.ShellMark;
import dev.wsh.Style;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plays a script: what a program prints, and what is then to be seen, in the manner of libvterm's test files.
 *
 * <pre>
 * !Name, 4x10          a new terminal of that size (24x80 where none is given)
 * PUSH "\e[2;3Hx"      bytes from the program; \e \r \n \t \b \xNN; other characters as UTF-8
 * RESIZE 5x20
 * ?cursor = 1,3        also: ?pending, ?title, ?alternate, ?mode NAME, ?firstline, ?progress, ?cwd
 * ?row 1 = "  x"       also: ?wrapped 1, ?cell 1,2 (text and width), ?style 1,2, ?text
 * ?marks, ?images, ?notifications, ?unsupported, ?clipboard
 * ?history = "a" "b"
 * ?reply = "\e[0n"     all replies since the last time
 * </pre>
 */
final class TerminalScript {
    private static final Pattern COMMAND = Pattern.compile("(PUSH|RESIZE)\\s+(.*)");
    private static final Pattern QUESTION = Pattern.compile("\\?(\\w+)\\s*([^=]*?)\\s*=\\s*(.*)");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** A case of a script. */
    record Case(String name, int rows, int cols, List<String> lines) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final StandaloneEmulator emulator;

    private TerminalScript(int rows, int cols) {
        emulator = new StandaloneEmulator(rows, cols);
    }

    static List<Case> cases(String script) {
        List<Case> cases = new ArrayList<>();
        for (String raw : script.split("\n")) {
            String line = raw.strip();
            if (line.startsWith("!")) {
                Matcher m = Pattern.compile("!(.*?)(?:,\\s*(\\d+)x(\\d+))?").matcher(line);
                if (!m.matches()) {
                    throw new IllegalArgumentException(line);
                }
                int rows = m.group(2) == null ? 24 : Integer.parseInt(m.group(2));
                int cols = m.group(3) == null ? 80 : Integer.parseInt(m.group(3));
                cases.add(new Case(m.group(1), rows, cols, new ArrayList<>()));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                cases.get(cases.size() - 1).lines().add(line);
            }
        }
        return cases;
    }

    static void play(Case one) {
        TerminalScript script = new TerminalScript(one.rows(), one.cols());
        for (String line : one.lines()) {
            script.line(line);
        }
    }

    private void line(String line) {
        Matcher command = COMMAND.matcher(line);
        if (command.matches()) {
            String argument = command.group(2);
            if (command.group(1).equals("PUSH")) {
                emulator.feed(bytes(quoted(argument).get(0)));
            } else {
                String[] size = argument.split("x");
                emulator.resize(Integer.parseInt(size[0]), Integer.parseInt(size[1].strip()));
            }
            return;
        }
        Matcher question = QUESTION.matcher(line);
        if (!question.matches()) {
            throw new IllegalArgumentException(line);
        }
        String expected = question.group(3);
        assertEquals(
                expected.startsWith("\"") ? quoted(expected) : List.of(expected),
                answer(question.group(1), question.group(2)),
                line);
    }

    private List<String> answer(String what, String argument) {
        Screen screen = emulator.screen();
        Screen.Cursor cursor = screen.cursor();
        return switch (what) {
            case "cursor" -> List.of(cursor.row() + "," + cursor.col());
            case "pending" -> List.of(String.valueOf(cursor.pendingWrap()));
            case "shape" -> List.of(cursor.shape() + (cursor.blinking() ? " blinking" : ""));
            case "visible" -> List.of(String.valueOf(cursor.visible()));
            case "title" -> List.of(screen.title());
            case "progress" -> List.of(progress(screen));
            case "cwd" -> List.of(screen.cwd().map(URI::toString).orElse("none"));
            case "icon" -> List.of(screen.iconName());
            case "alternate" -> List.of(String.valueOf(screen.alternateScreen()));
            case "mode" -> List.of(String.valueOf(screen.mode(Screen.Mode.valueOf(argument))));
            case "firstline" -> List.of(String.valueOf(screen.firstLine()));
            case "size" -> List.of(screen.rows() + "x" + screen.cols());
            case "row" -> List.of(screen.line(Integer.parseInt(argument)));
            case "wrapped" -> List.of(String.valueOf(screen.wrapped(Integer.parseInt(argument))));
            case "text" -> screen.lines();
            case "cell" -> {
                Cell cell = cell(screen, argument);
                yield List.of(cell.text() + " " + cell.width());
            }
            case "style" -> List.of(describe(cell(screen, argument).style()));
            case "history" -> {
                List<String> lines = emulator.scrollback().lines();
                yield lines.isEmpty() ? List.of("none") : lines;
            }
            case "unsupported" -> orNone(screen.unsupported().stream().map(u -> u.sequence() + " x" + u.count()));
            case "notifications" ->
                orNone(screen.terminal().notifications().stream().map(n -> n.id() + "|" + n.title() + "|" + n.body()));
            case "marks" -> orNone(screen.terminal().shellMarks().stream().map(TerminalScript::mark));
            case "images" -> orNone(screen.terminal().images().stream().map(TerminalScript::image));
            case "clipboard" -> orNone(screen.terminal().clipboardWrites().stream());
            case "dropped" -> List.of(String.valueOf(emulator.scrollback().dropped()));
            case "reply" -> List.of(raw(emulator.takeReplies()));
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static List<String> orNone(Stream<String> all) {
        List<String> list = all.collect(Collectors.toList());
        return list.isEmpty() ? List.of("none") : list;
    }

    private static String image(Image image) {
        return image.protocol() + " " + image.format() + " " + image.id() + " " + image.width() + "x" + image.height()
                + " at " + image.line() + "," + image.col() + " in " + image.rows() + "x" + image.cols()
                + image.raster()
                        .map(raster -> Arrays.stream(raster.argb())
                                .limit(8)
                                .mapToObj(Integer::toHexString)
                                .collect(Collectors.joining(" ", " ", "")))
                        .orElse("");
    }

    private static String mark(ShellMark mark) {
        return mark.kind() + " " + mark.line() + "," + mark.col()
                + (mark.status().isPresent() ? " status " + mark.status().getAsInt() : "")
                + mark.id().map(id -> " id " + id).orElse("")
                + mark.prompt().map(prompt -> " " + prompt).orElse("")
                + mark.commandLine().map(line -> " runs " + line).orElse("");
    }

    private static String progress(Screen screen) {
        return screen.terminal()
                .progress()
                .map(p ->
                        p.state() + (p.percent().isPresent() ? " " + p.percent().getAsInt() : ""))
                .orElse("none");
    }

    private static String raw(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.appendCodePoint(b < 0 ? RAW + (b & 0xFF) : b);
        }
        return text.toString();
    }

    private static Cell cell(Screen screen, String argument) {
        String[] at = argument.split(",");
        return screen.cell(Integer.parseInt(at[0].strip()), Integer.parseInt(at[1].strip()));
    }

    private static String describe(Style style) {
        StringBuilder text = new StringBuilder();
        say(text, style.bold(), "bold");
        say(text, style.faint(), "faint");
        say(text, style.italic(), "italic");
        say(text, style.underline() != Style.Underline.NONE, "underline:" + style.underline());
        say(text, style.blink() != Style.Blink.NONE, "blink:" + style.blink());
        say(text, style.inverse(), "inverse");
        say(text, style.hidden(), "hidden");
        say(text, style.strikethrough(), "strike");
        say(text, style.overline(), "overline");
        color(text, "fg", style.fg());
        color(text, "bg", style.bg());
        color(text, "ul", style.underlineColor());
        style.link().ifPresent(link -> say(text, true, "link:" + link.uri()));
        return text.length() == 0 ? "plain" : text.substring(1);
    }

    private static void say(StringBuilder text, boolean so, String what) {
        if (so) {
            text.append(' ').append(what);
        }
    }

    private static void color(StringBuilder text, String name, Color color) {
        if (color instanceof Color.Indexed indexed) {
            say(text, true, name + ":" + indexed.index());
        } else if (color instanceof Color.Rgb rgb) {
            say(text, true, String.format("%s:#%02x%02x%02x", name, rgb.red(), rgb.green(), rgb.blue()));
        }
    }

    private static List<String> quoted(String text) {
        List<String> all = new ArrayList<>();
        Matcher m = QUOTED.matcher(text);
        while (m.find()) {
            all.add(unescape(m.group(1)));
        }
        return all;
    }

    /** Bytes 0x80 to 0xFF written as \xNN stay single bytes; all other characters become UTF-8. */
    private static byte[] bytes(String text) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        text.codePoints().forEach(cp -> {
            if (cp >= RAW && cp < RAW + 0x100) {
                out.write(cp - RAW);
            } else {
                out.writeBytes(Character.toString(cp).getBytes(StandardCharsets.UTF_8));
            }
        });
        return out.toByteArray();
    }

    /** A private-use area in which raw bytes stand until they are fed. */
    private static final int RAW = 0xF0000;

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char next = text.charAt(++i);
            switch (next) {
                case 'e' -> out.append('\033');
                case 'r' -> out.append('\r');
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'b' -> out.append('\b');
                case 'a' -> out.append('\007');
                case 'x' -> {
                    int value = Integer.parseInt(text.substring(i + 1, i + 3), 16);
                    out.appendCodePoint(value < 0x80 ? value : RAW + value);
                    i += 2;
                }
                case 'u' -> {
                    int end = text.indexOf('}', i);
                    out.appendCodePoint(Integer.parseInt(text.substring(i + 2, end), 16));
                    i = end;
                }
                default -> out.append(next);
            }
        }
        return out.toString();
    }
}
