package dev.wsh.impl.vt.conformance;

import dev.wsh.Emulator;
import dev.wsh.Screen;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Cases of libvterm and avt: feeds, resizes and resets with expectations between them.
 *
 * <p>Replies are those of the last feed, taken one expectation after another. The pen can't be asked for: the steps so far
 * are run again in a second terminal, a letter is printed there, and the style of its cell is the pen.
 */
final class StepsJudge implements Judge {

    @Override
    public Verdict judge(Map<String, Object> one) {
        String id = (String) one.get("id");
        List<Object> steps = Json.asList(one.get("steps"));
        if (steps.stream().anyMatch(step -> Json.asObject(step).containsKey("input"))) {
            return Verdict.skipped(id, "drives the other engine's own input functions");
        }
        Run run = new Run(Json.asInt(one.get("rows")), Json.asInt(one.get("cols")));
        for (Object step : steps) {
            run.step(Json.asObject(step));
        }
        if (run.judged == 0) {
            return Verdict.skipped(id, run.unknown);
        }
        return Verdict.judged(id, run.differences.all());
    }

    private static final class Run {

        private final Differences differences = new Differences();
        private final List<Map<String, Object>> done = new ArrayList<>();
        private Emulator emulator;
        private int rows;
        private int cols;
        private byte[] replies = {};
        private final int startRows;
        private final int startCols;
        private int judged;
        private String unknown = "expects nothing that can be judged";

        Run(int rows, int cols) {
            this.rows = rows;
            this.cols = cols;
            startRows = rows;
            startCols = cols;
            emulator = Emulators.create(rows, cols);
        }

        void step(Map<String, Object> step) {
            if (step.containsKey("expect")) {
                Map<String, Object> expected = Json.asObject(step.get("expect"));
                expected.forEach(this::expect);
                return;
            }
            done.add(step);
            change(step);
        }

        private void change(Map<String, Object> step) {
            if (step.containsKey("feed")) {
                emulator.takeReplies();
                emulator.feed(Corpus.bytes(step.get("feed")));
                replies = emulator.takeReplies();
            } else if (step.containsKey("resize")) {
                size(step.get("resize"));
                emulator.resize(rows, cols);
            } else {
                if (step.containsKey("new")) {
                    size(step.get("new"));
                }
                emulator = Emulators.create(rows, cols);
            }
        }

        private void size(Object size) {
            rows = Json.asInt(Json.asList(size).get(0));
            cols = Json.asInt(Json.asList(size).get(1));
        }

        private void expect(String what, Object expected) {
            judged++;
            Screen screen = emulator.screen();
            switch (what) {
                case "lines" -> differences.rows(screen, Json.asList(expected));
                case "row" -> {
                    List<Object> row = Json.asList(expected);
                    differences.row(screen, Json.asInt(row.get(0)), row.get(1));
                }
                case "cursor", "cursor_pending_ok" -> differences.cursor(screen, Json.asList(expected));
                case "output_b64" -> output(Corpus.bytes(expected));
                case "lineinfo" -> lineInfo(screen, Json.asList(expected));
                case "chars" -> chars(screen, Json.asList(expected));
                case "cell" -> cell(screen, Json.asList(expected));
                case "pen" -> pen(Json.asList(expected));
                default -> throw new IllegalStateException("unknown expectation " + what);
            }
        }

        private void output(byte[] expected) {
            String rest = new String(replies, StandardCharsets.ISO_8859_1);
            String wanted = new String(expected, StandardCharsets.ISO_8859_1);
            if (rest.startsWith(wanted)) {
                replies = rest.substring(wanted.length()).getBytes(StandardCharsets.ISO_8859_1);
            } else {
                differences.check("reply", wanted, rest);
            }
        }

        private void lineInfo(Screen screen, List<Object> expected) {
            int row = Json.asInt(expected.get(0));
            boolean continued = row > 0 && screen.wrapped(row - 1);
            differences.check("row " + row + " is", expected.get(1), continued ? "cont" : "");
        }

        private void chars(Screen screen, List<Object> expected) {
            List<Object> area = Json.asList(expected.get(0));
            List<String> text = new ArrayList<>();
            for (int row = Json.asInt(area.get(0)); row < Json.asInt(area.get(2)); row++) {
                StringBuilder line = new StringBuilder();
                int end = Math.min(Json.asInt(area.get(3)), screen.cols());
                for (int col = Json.asInt(area.get(1)); col < end; col++) {
                    line.append(screen.cell(row, col).text());
                }
                text.add(Differences.withoutTrailingBlanks(line.toString()));
            }
            differences.check("characters of " + area, expected.get(1), String.join("\n", text));
        }

        private void cell(Screen screen, List<Object> expected) {
            int row = Json.asInt(expected.get(0));
            int col = Json.asInt(expected.get(1));
            String wanted = LibvtermCells.known((String) expected.get(2));
            if (wanted.isEmpty()) {
                judged--;
                unknown = "checks what Screen does not tell: alternative fonts, raised text or double-size lines";
                return;
            }
            String was = LibvtermCells.describe(screen, row, col);
            if (wanted.startsWith("{}") && was.startsWith("{}") && !wanted.contains("R")) {
                wanted = LibvtermCells.withoutForeground(wanted);
                was = LibvtermCells.withoutForeground(was);
            }
            differences.check("cell " + row + "," + col, wanted, was);
        }

        private void pen(List<Object> expected) {
            String attribute = (String) expected.get(0);
            if (!LibvtermCells.isKnownPen(attribute)) {
                judged--;
                unknown = "checks what Screen does not tell: alternative fonts, raised text or double-size lines";
                return;
            }
            Run twin = new Run(startRows, startCols);
            done.forEach(twin::change);
            twin.emulator.feed("\u001b[?6;69l\u001b[r\u001b[1;1HX".getBytes(StandardCharsets.US_ASCII));
            differences.check(
                    "pen " + attribute,
                    expected.get(1),
                    LibvtermCells.pen(
                            attribute, twin.emulator.screen().cell(0, 0).style()));
        }
    }
}
