package dev.wsh.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Emulator;
import dev.wsh.Screen;
import dev.wsh.Wsh;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a program draws, its screen goes into a file and comes back. */
class GoldenProperties {

    @Provide
    Arbitrary<List<String>> output() {
        Arbitrary<String> text = Arbitraries.of(
                "a",
                "Z",
                "|",
                "\\",
                "\"",
                "row 0, cells: 1",
                "|x|",
                "\u4e16",
                "\uff21",
                "\u3000",
                "\u2003",
                "e\u0301",
                "\u0301",
                "\u200d",
                "\ufe0f",
                "\ud83d\udc69\u200d\ud83d\udcbb",
                "\u2764\ufe0f",
                "\ud83c\udde9",
                "\ud83c\uddea",
                "\ud83d\udc4d\ud83c\udffd",
                "\u0915\u094d\u0937",
                "\u05d0",
                "\ue0b0",
                "\u2500",
                "  ",
                "\r\n",
                "\b",
                "\t");
        Arbitrary<String> control = Arbitraries.of(
                "\u001b[1m",
                "\u001b[31;44m",
                "\u001b[38;5;200m",
                "\u001b[48;2;1;2;3m",
                "\u001b[4:3;58;5;3m",
                "\u001b[7m",
                "\u001b[8m",
                "\u001b[9;53m",
                "\u001b[5m",
                "\u001b[m",
                "\u001b[?25l",
                "\u001b[?25h",
                "\u001b[4 q",
                "\u001b[6 q",
                "\u001b[?2027l",
                "\u001b[?2027h",
                "\u001b[K",
                "\u001b[2;3H",
                "\u001b[4;9H",
                "\u001b[2J",
                "\u001b]8;;https://a.b/?c=d%20;e\u001b\\",
                "\u001b]8;;\u001b\\");
        return Arbitraries.frequencyOf(Tuple.of(3, text), Tuple.of(1, control))
                .list()
                .ofMaxSize(40);
    }

    @Property
    void screen_ofAnyOutput_comesBackFromItsFile(@ForAll("output") List<String> output) {
        Emulator emulator = Wsh.emulator(4, 10);
        output.forEach(piece -> emulator.feed(piece.getBytes(StandardCharsets.UTF_8)));
        Screen screen = emulator.screen();
        Still still = Still.of(screen);
        String file = ScreenFile.write(still);
        assertEquals(still, ScreenFile.read(file), file);
        assertEquals(List.of(), Diffs.stills(still, Still.of(still.toScreen())), file);
    }
}
