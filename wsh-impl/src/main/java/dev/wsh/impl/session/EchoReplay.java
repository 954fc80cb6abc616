package dev.wsh.impl.session;

import dev.wsh.Output.Echo;
import dev.wsh.impl.echo.EchoBytes;
import dev.wsh.impl.echo.EchoReader;
import dev.wsh.impl.echo.EchoReader.Found;
import dev.wsh.impl.echo.EchoReader.Stretch;
import dev.wsh.impl.echo.TypedLine;
import dev.wsh.impl.vt.TerminalEngine;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Draws an output once more, and finds what of it is echo. Confined to one call. */
final class EchoReplay {

    private static final byte[] BRACKETED = "\033[?2004h".getBytes(StandardCharsets.US_ASCII);
    private static final char ERASED = '\uffff';
    private static final byte[] NEXT_LINE = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final byte[] raw;
    private final long first;
    private final int startCol;
    private final TerminalEngine engine;
    private final EchoReader reader;
    private final Map<Long, List<Stretch>> stretches = new HashMap<>();
    private final Set<Long> echoLines = new HashSet<>();

    /**
     * Draws it.
     *
     * @param raw the output
     * @param first the offset of its first byte
     * @param startCol the column that it begins in
     * @param engine a terminal whose cursor is there
     * @param lines what was typed
     */
    EchoReplay(byte[] raw, long first, int startCol, TerminalEngine engine, List<TypedLine> lines) {
        this.raw = raw;
        this.startCol = startCol;
        this.engine = engine;
        this.first = first;
        this.reader = new EchoReader(engine, first, /* remembers= */ true);
        int at = 0;
        List<TypedLine> written = lines.stream()
                .filter(line -> line.offset() >= 0)
                .sorted(Comparator.comparingLong(TypedLine::offset))
                .toList();
        if (!written.isEmpty() && written.get(0).isBracketed()) {
            engine.feed(BRACKETED, 0, BRACKETED.length);
        }
        for (TypedLine line : written) {
            int next = (int) Math.max(0, Math.min(raw.length, line.offset() - first));
            reader.feed(raw, at, next - at);
            reader.expect(line);
            at = next;
        }
        reader.feed(raw, at, raw.length - at);
        reader.begun().forEach(this::note);
        for (Found found : reader.found()) {
            found.spans().forEach(this::note);
            if (found.isAtItsPlace()) {
                echoLines.add(found.line());
            }
        }
    }

    private void note(Stretch stretch) {
        stretches.computeIfAbsent(stretch.line(), line -> new ArrayList<>()).add(stretch);
    }

    Echo certainty() {
        return reader.certainty();
    }

    String text() {
        ScreenSnapshot screen = engine.snapshot();
        List<String> shown = screen.logicalTexts();
        long first = screen.firstLine();
        StringBuilder text = new StringBuilder();
        for (var line : engine.scrollback().lines(0, Integer.MAX_VALUE)) {
            if (line.number() < first) {
                append(text, line.number(), line.text(), /* last= */ false);
            }
        }
        int last = (int) (screen.cursorLine() - first);
        for (int i = last + 1; i < shown.size(); i++) {
            last = shown.get(i).isBlank() ? last : i;
        }
        for (int i = 0; i <= last; i++) {
            boolean isCursors = first + i == screen.cursorLine();
            append(text, first + i, shown.get(i), /* last= */ i == last && isCursors);
        }
        return text.toString();
    }

    /** Appends a line without its echo and without the cells before the start. */
    private void append(StringBuilder text, long number, String line, boolean last) {
        StringBuilder left = new StringBuilder(line);
        boolean any = echoLines.contains(number);
        for (Stretch stretch : stretches.getOrDefault(number, List.of())) {
            any = true;
            int end = Math.min(stretch.to(), left.length());
            for (int i = Math.min(stretch.from(), end); i < end; i++) {
                left.setCharAt(i, ERASED);
            }
        }
        int start = number == 0 ? Math.min(startCol, left.length()) : 0;
        boolean isPrompt = any || left.substring(0, start).isBlank(); // a line editor may draw it anew
        String kept = left.substring(isPrompt ? start : 0).replace(String.valueOf(ERASED), "");
        if (any && kept.isBlank()) {
            return;
        }
        text.append(last ? kept : kept.stripTrailing()).append(last ? "" : "\n");
    }

    byte[] bytes() {
        ByteArrayOutputStream left = new ByteArrayOutputStream();
        int at = 0;
        for (Found found : reader.found()) {
            int end = (int) (found.end() - first);
            int begin =
                    found.isAtItsPlace() ? (int) (found.begin() - first) : EchoBytes.begin(raw, at, end, found.typed());
            if (begin < at || begin > end) {
                continue;
            }
            left.write(raw, at, begin - at);
            if (found.isBehindPrompt()) {
                left.writeBytes(NEXT_LINE);
            }
            at = end + EchoBytes.tail(raw, end);
        }
        left.write(raw, at, raw.length - at);
        return left.toByteArray();
    }
}
