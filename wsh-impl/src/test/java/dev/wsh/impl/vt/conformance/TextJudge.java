package dev.wsh.impl.vt.conformance;

import dev.wsh.Emulator;
import dev.wsh.Screen;
import java.util.Map;

/** Cases with one feed, the lines that are then on the screen, and perhaps the cursor: xtermjs-esc and emoji-width. */
final class TextJudge implements Judge {

    @Override
    public Verdict judge(Map<String, Object> one) {
        Emulator emulator = Emulators.create(Json.asInt(one.get("rows")), Json.asInt(one.get("cols")));
        emulator.feed(Corpus.bytes(one.get("input_b64")));
        Screen screen = emulator.screen();
        Differences differences = new Differences();
        differences.rows(screen, Json.asList(one.get("expect_lines")));
        if (one.containsKey("cursor")) {
            differences.cursor(screen, Json.asList(one.get("cursor")));
        }
        return Verdict.judged((String) one.get("id"), differences.all());
    }
}
