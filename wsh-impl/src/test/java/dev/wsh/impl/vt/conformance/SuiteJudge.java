package dev.wsh.impl.vt.conformance;

import dev.wsh.Input;
import dev.wsh.InputRejectedException;
import dev.wsh.Key;
import dev.wsh.Mouse;
import dev.wsh.impl.vt.TerminalEngine;
import dev.wsh.impl.vt.state.TerminalListener;
import dev.wsh.impl.vt.state.TerminalOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cases of other terminals' own tests: output and input in steps, with expectations between them.
 *
 * <p>Replies are those since they were last taken ({@code drain}, {@code reply}); what was sent is what the last input
 * became. A case may ask for a terminal without history.
 */
final class SuiteJudge implements Judge {

    private static final int HISTORY = 10_000;

    @Override
    public Verdict judge(Map<String, Object> one) {
        Run run = new Run(one);
        Json.asList(one.get("steps")).forEach(step -> run.step(Json.asObject(step)));
        return Verdict.judged((String) one.get("id"), run.differences.all());
    }

    private static final class Run implements TerminalListener {

        private final Differences differences = new Differences();
        private final ByteArrayOutputStream replies = new ByteArrayOutputStream();
        private final TerminalEngine engine;
        private String sent = "";
        private List<Integer> mark = List.of();

        Run(Map<String, Object> one) {
            boolean none = Boolean.TRUE.equals(one.get("noscrollback"));
            engine = TerminalEngine.create(
                    new TerminalOptions(
                            Json.asInt(one.get("rows")),
                            Json.asInt(one.get("cols")),
                            none ? 0 : HISTORY,
                            /* unsafeReports= */ true,
                            /* graphemeClusters= */ true),
                    this);
        }

        void step(Map<String, Object> step) {
            step.forEach(this::step);
        }

        private void step(String what, Object value) {
            switch (what) {
                case "feed" -> {
                    byte[] bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
                    engine.feed(bytes, 0, bytes.length);
                }
                case "resize" -> {
                    List<Object> size = Json.asList(value);
                    engine.resize(Json.asInt(size.get(0)), Json.asInt(size.get(1)));
                }
                case "drain" -> replies.reset();
                case "mark" -> mark = SuiteExpectations.cursor(engine.snapshot());
                case "keychar" -> {
                    Map<String, Object> key = Json.asObject(value);
                    send(new Key((String) key.get("c"), modifiers(key)));
                }
                case "mouse" -> {
                    Map<String, Object> mouse = Json.asObject(value);
                    send(new Mouse(
                            Mouse.Action.valueOf((String) mouse.get("action")),
                            Json.asInt(mouse.get("button")),
                            Json.asInt(mouse.get("row")),
                            Json.asInt(mouse.get("col")),
                            modifiers(mouse)));
                }
                case "expect" -> expect(Json.asObject(value));
                default -> throw new IllegalStateException("unknown step " + what);
            }
        }

        /** What the program has not asked for sends nothing. */
        private void send(Input input) {
            try {
                sent = new String(engine.encode(input), StandardCharsets.UTF_8);
            } catch (InputRejectedException e) {
                sent = "";
            }
        }

        private static Set<Key.Modifier> modifiers(Map<String, Object> input) {
            Set<Key.Modifier> held = EnumSet.noneOf(Key.Modifier.class);
            Json.asList(input.get("mods")).forEach(name -> held.add(Key.Modifier.valueOf((String) name)));
            return held;
        }

        private void expect(Map<String, Object> expected) {
            SuiteExpectations shown = new SuiteExpectations(engine.snapshot(), engine.scrollback(), differences);
            expected.forEach((what, value) -> {
                switch (what) {
                    case "sent" -> differences.check("sent", value, sent);
                    case "reply" -> {
                        differences.check("reply", value, replies.toString(StandardCharsets.UTF_8));
                        replies.reset();
                    }
                    case "replypeek" -> differences.check("replies", value, replies.toString(StandardCharsets.UTF_8));
                    case "cursor_as_mark" ->
                        differences.check("cursor as marked", mark, SuiteExpectations.cursor(engine.snapshot()));
                    default -> shown.check(what, value);
                }
            });
        }

        @Override
        public void reply(byte[] bytes) {
            replies.writeBytes(bytes);
        }

        @Override
        public void bell() {}

        @Override
        public void titleChanged(String title) {}

        @Override
        public void synchronizedUpdate(Update update) {}
    }
}
