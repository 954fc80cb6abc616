package dev.wsh.examples.server;

import dev.wsh.Color;
import dev.wsh.ExitStatus;
import dev.wsh.KillReport;
import dev.wsh.Line;
import dev.wsh.Mark;
import dev.wsh.ProcessInfo;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionInfo;
import dev.wsh.Settled;
import dev.wsh.Signal;
import dev.wsh.Style;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients get as JSON. Times are in milliseconds; rows and columns count from 0. */
final class Views {

    private Views() {}

    /** The sessions of a list, in order of creation, then those that ended, in order of their end. */
    record SessionList(List<SessionView> sessions) {}

    /** A session. */
    record SessionView(
            String id,
            String name,
            Collection<String> tags,
            String state,
            @Nullable Long pid,
            List<String> command,
            String cwd,
            int rows,
            int cols,
            String title,
            long quiet,
            long generation,
            @Nullable Exit exit) {}

    /** How a process ended, in words and numbers. */
    record Exit(
            String text,
            boolean success,
            @Nullable Integer code,
            @Nullable String signal) {}

    /** A position in a session's life. */
    record Position(long generation, long offset) {}

    /** How a wait for idle came out. */
    record Outcome(
            String session,
            String id,
            String outcome,
            long generation,
            long offset,
            @Nullable Long quiet,
            @Nullable String confirmation,
            @Nullable Exit exit,
            String screen) {}

    /** What a kill came to. */
    record Killed(List<String> gone, List<String> survivors, long took) {}

    /** A screen with its styles. */
    record Styled(
            long generation,
            long version,
            int rows,
            int cols,
            String title,
            boolean alternateScreen,
            Cursor cursor,
            List<Row> lines) {}

    /** A cursor. */
    record Cursor(int row, int col, boolean visible, String shape) {}

    /** A row of a screen. */
    record Row(String text, boolean wrapped, List<Run> runs) {}

    /** Text of one style; what the style does not say is not there. */
    record Run(int col, int width, String text, Map<String, Object> style) {}

    /** A page of the history. {@code next} is there if there is more. */
    record Page(
            long firstLine,
            long endLine,
            long dropped,
            @Nullable Long next,
            List<HistoryLine> lines) {}

    /** A line of the history; with its runs if they were asked for. */
    record HistoryLine(
            long number,
            String text,
            boolean wrapped,
            @Nullable List<Run> runs) {}

    static SessionView of(Session session) {
        long generation = session.mark().generation();
        SessionInfo info = session.info();
        return new SessionView(
                info.id(),
                info.name(),
                info.tags(),
                lower(info.state()),
                info.pid().isPresent() ? info.pid().getAsLong() : null,
                info.command(),
                info.cwd().toString(),
                info.rows(),
                info.cols(),
                info.title(),
                info.sinceActivity().toMillis(),
                generation,
                info.exitStatus().map(Views::of).orElse(null));
    }

    static Exit of(ExitStatus status) {
        return new Exit(
                status.toString(),
                status.success(),
                status.code().isPresent() ? status.code().getAsInt() : null,
                status.signal().map(Signal::name).orElse(null));
    }

    static Position of(Mark mark) {
        return new Position(mark.generation(), mark.outputOffset());
    }

    static Outcome of(Settled settled) {
        Settled.@Nullable Idle idle = settled instanceof Settled.Idle quiet ? quiet : null;
        return new Outcome(
                settled.session().name(),
                settled.session().id(),
                idle == null ? "ended" : "idle",
                settled.mark().generation(),
                settled.mark().outputOffset(),
                idle == null ? null : idle.quietFor().toMillis(),
                idle == null ? null : lower(idle.confirmation()),
                settled.exitStatus().map(Views::of).orElse(null),
                settled.screen().text());
    }

    static Killed of(KillReport report) {
        return new Killed(
                report.gone().stream().map(gone -> gone.process().toString()).toList(),
                report.survivors().stream().map(ProcessInfo::toString).toList(),
                report.took().toMillis());
    }

    static Styled of(long generation, Screen screen) {
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < screen.rows(); row++) {
            rows.add(new Row(screen.line(row), screen.wrapped(row), runs(screen.runs(row))));
        }
        return new Styled(
                generation,
                screen.version(),
                screen.rows(),
                screen.cols(),
                screen.title(),
                screen.alternateScreen(),
                of(screen.cursor()),
                rows);
    }

    static Cursor of(Screen.Cursor cursor) {
        return new Cursor(cursor.row(), cursor.col(), cursor.visible(), lower(cursor.shape()));
    }

    static HistoryLine of(Line line, boolean styled) {
        return new HistoryLine(line.number(), line.text(), line.wrapped(), styled ? runs(line.runs()) : null);
    }

    private static List<Run> runs(List<Screen.Run> runs) {
        return runs.stream()
                .map(run -> new Run(run.col(), run.width(), run.text(), of(run.style())))
                .toList();
    }

    private static Map<String, Object> of(Style style) {
        Map<String, Object> said = new LinkedHashMap<>();
        put(said, "fg", style.fg());
        put(said, "bg", style.bg());
        put(said, "underlineColor", style.underlineColor());
        put(said, "bold", style.bold());
        put(said, "faint", style.faint());
        put(said, "italic", style.italic());
        if (style.underline() != Style.Underline.NONE) {
            said.put("underline", lower(style.underline()));
        }
        if (style.blink() != Style.Blink.NONE) {
            said.put("blink", lower(style.blink()));
        }
        put(said, "inverse", style.inverse());
        put(said, "hidden", style.hidden());
        put(said, "strikethrough", style.strikethrough());
        put(said, "overline", style.overline());
        style.link().ifPresent(link -> said.put("link", link.uri()));
        return said;
    }

    private static void put(Map<String, Object> said, String name, boolean on) {
        if (on) {
            said.put(name, true);
        }
    }

    /** A colour of the palette is its index, another one is {@code #rrggbb}. */
    private static void put(Map<String, Object> said, String name, Color color) {
        if (color instanceof Color.Indexed indexed) {
            said.put(name, indexed.index());
        } else if (color instanceof Color.Rgb rgb) {
            said.put(name, String.format(Locale.ROOT, "#%02x%02x%02x", rgb.red(), rgb.green(), rgb.blue()));
        }
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
