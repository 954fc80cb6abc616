package dev.wsh.acceptance;

import static dev.wsh.Conditions.bell;
import static dev.wsh.Conditions.cursorAt;
import static dev.wsh.Conditions.echoOff;
import static dev.wsh.Conditions.exited;
import static dev.wsh.Conditions.firstOf;
import static dev.wsh.Conditions.found;
import static dev.wsh.Conditions.frame;
import static dev.wsh.Conditions.idle;
import static dev.wsh.Conditions.screen;
import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Condition;
import dev.wsh.ConditionFailedException;
import dev.wsh.Conditions;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Registration;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionSpec;
import dev.wsh.Style;
import dev.wsh.WaitTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Frames: what a program draws in one synchronized update (mode 2026), each seen whole and once. */
class FrameTest {

    private static final String BEGIN = "\033[?2026h";
    private static final String END = "\033[?2026l";
    private static final Condition<Match> NUMBER = visible(Pattern.compile("frame (\\d+)"));

    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private static String frameOf(String text) {
        return BEGIN + "\033[H\033[J" + text + END;
    }

    /** Frames with a number at the top and at the bottom. */
    private static String frames(int from, int to) {
        StringBuilder out = new StringBuilder();
        IntStream.range(from, to).forEach(i -> out.append(frameOf("frame " + i + "\033[24Hend " + i)));
        return out.toString();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    @Test
    void frame_atItsEnd_isTrue() {
        Session session = lab.start("s");
        Pending<Match> ready = session.await(frame(visible("ready")));
        lab.print(session, "ready ");
        assertFalse(ready.isDone(), "no frame");
        lab.print(session, BEGIN + "ready");
        assertFalse(ready.isDone(), "no end yet");
        lab.print(session, END);
        assertEquals("ready", ready.block().text());
    }

    @Test
    void frame_inAnyPieces_isSeenOnce() {
        Session session = lab.start("s");
        List<String> seen = new ArrayList<>();
        session.on(frame(NUMBER), (who, match) -> seen.add(match.group(1)));
        for (char c : frames(0, 3).toCharArray()) {
            lab.print(session, String.valueOf(c));
        }
        lab.print(session, "more\r\nand more");
        lab.pass(5000);
        assertEquals(numbers(0, 3), seen);
    }

    @Test
    void frames_inOnePiece_areEachSeenOnceInOrder() {
        Session session = lab.start("s");
        List<String> seen = new ArrayList<>();
        List<Integer> odd = new ArrayList<>();
        session.on(frame(NUMBER), (who, match) -> seen.add(match.group(1)));
        session.on(frame(found("an odd frame", FrameTest::odd)), (who, number) -> odd.add(number));
        lab.print(session, frames(0, 50) + BEGIN + "\033[Hframe 50");
        assertEquals(numbers(0, 50), seen);
        lab.print(session, END + frames(51, 60));
        assertEquals(numbers(0, 60), seen);
        assertEquals(IntStream.range(0, 60).filter(i -> i % 2 == 1).boxed().toList(), odd);
    }

    private static Optional<Integer> odd(Screen screen) {
        return screen.find(Pattern.compile("frame (\\d+)"))
                .map(match -> Integer.parseInt(match.group(1)))
                .filter(number -> number % 2 == 1);
    }

    @Test
    void frames_alike_areDifferentFrames() {
        Session session = lab.start("s");
        List<String> seen = new ArrayList<>();
        session.on(frame(text("same")), (who, match) -> seen.add(match.text()));
        lab.print(session, frameOf("same") + BEGIN + END + frameOf("same"));
        assertEquals(3, seen.size());
    }

    @Test
    void frames_manyBeforeTheUserHasLooked_theOldestAreSkipped() {
        Session session = lab.start("s");
        List<Integer> seen = new ArrayList<>();
        session.on(
                frame(found("a number", s -> s.find(Pattern.compile("f(\\d+)")))),
                (who, match) -> seen.add(Integer.parseInt(match.group(1))));
        StringBuilder out = new StringBuilder();
        IntStream.range(0, 1000)
                .forEach(i -> out.append(BEGIN + "\rf").append(i).append(END));
        lab.print(session, out.toString());
        assertEquals(seen.stream().sorted().distinct().toList(), seen);
        assertTrue(seen.size() >= 256, seen::toString);
        assertEquals(999, seen.get(seen.size() - 1));
    }

    @Test
    void value_isOfTheFrame_notOfWhatCameLater() {
        Session session = lab.start("s");
        Pending<Screen> first = session.await(frame(screen("any", s -> true)));
        Pending<Match> second = session.await(frame(NUMBER).since(session.mark()));
        lab.print(session, frames(7, 9) + "\033[2J");
        assertEquals("frame 7", first.block().line(0));
        assertEquals("end 7", first.block().line(23));
        assertEquals("7", second.block().group(1));
        assertEquals("", session.screen().text());
    }

    @Test
    void frame_afterASecond_isNoWholeOne() {
        Session session = lab.start("s");
        List<String> seen = new ArrayList<>();
        session.on(frame(NUMBER), (who, match) -> seen.add(match.group(1)));
        lab.print(session, BEGIN + "\033[Hframe 1");
        lab.pass(1000);
        assertTrue(session.screen().text().contains("frame 1"), "it is shown as it stands");
        lab.print(session, "\033[Hframe 2" + END);
        assertEquals(List.of(), seen);
        lab.print(session, frames(3, 4));
        lab.print(session, BEGIN + "\033[Hframe 4");
        lab.pass(999);
        lab.print(session, END);
        assertEquals(numbers(3, 5), seen);
    }

    @Test
    void frame_resizedOrResetInTheMiddle_isNoWholeOne() {
        Session session = lab.start("s");
        List<String> seen = new ArrayList<>();
        session.on(frame(NUMBER), (who, match) -> seen.add(match.group(1)));
        lab.print(session, BEGIN + "\033[Hframe 1");
        session.resize(30, 90);
        lab.print(session, "\033[Hframe 2" + END);
        lab.print(session, BEGIN + "\033[Hframe 3\033c\033[Hframe 4" + END);
        assertEquals(List.of(), seen);
        lab.print(session, frames(5, 6));
        assertEquals(numbers(5, 6), seen);
    }

    @Test
    void frame_thatTheEndCutsOff_failsTheWait() {
        Session session = lab.start("s");
        Pending<Match> wait = session.await(frame(NUMBER));
        lab.print(session, BEGIN + "\033[Hframe 1");
        lab.terminal(session).exit(3);
        assertThrows(SessionEndedException.class, wait::block);
    }

    @Test
    void frame_beforeTheWait_countsWhileItIsShown() {
        Session session = lab.start("s");
        Mark before = session.mark();
        lab.print(session, frames(1, 3) + "\033[?25h\007");
        assertEquals("2", session.await(frame(NUMBER)).block().group(1));
        Mark after = session.mark();
        Pending<Match> newer = session.await(frame(NUMBER).since(after));
        assertFalse(newer.isDone());
        newer.cancel(true);
        lab.print(session, BEGIN + "\033[Hframe 3");
        assertEquals("2", session.await(frame(NUMBER)).block().group(1), "the frame that is shown meanwhile");
        lab.print(session, END + "\033[Hframe 4");
        Pending<Match> overwritten = session.await(frame(NUMBER));
        assertFalse(overwritten.isDone());
        overwritten.cancel(true);
        assertEquals("3", session.await(frame(NUMBER).since(before)).block().group(1));
        assertEquals("3", session.await(frame(NUMBER).since(after)).block().group(1));
    }

    @Test
    void combined_eachFrameIsAMoment() {
        Session session = lab.start("s");
        Pending<String> first = session.await(firstOf(
                frame(visible("frame 2")).map(match -> "two"),
                frame(visible("frame 1")).map(match -> "one")));
        Pending<Match> both = session.await(frame(visible("frame 2").and(visible("end 2"))));
        Pending<Match> at = session.await(frame(NUMBER.and(cursorAt(23, 5)).since(session.mark())));
        Pending<Match> gone = session.await(frame(text("frame 9"))).within(ofSeconds(5));
        Pending<Match> hopeless = session.await(frame(visible("frame 9")).unless(frame(visible("frame 1"))));
        Pending<Screen> not = session.await(frame(visible("frame 0").negate()).named("without it"));
        lab.print(session, BEGIN + "frame 9\033[2J" + END + frames(0, 4));
        assertEquals("one", first.block());
        assertEquals("frame 2", both.block().text());
        assertEquals("frame 0", at.block().text());
        assertEquals("", not.block().text());
        assertThrows(ConditionFailedException.class, hopeless::block);
        WaitTimeoutException late = assertThrows(WaitTimeoutException.class, gone::block);
        assertTrue(late.getMessage().contains("5 whole frames came, and it was true of none"), late::getMessage);
    }

    @Test
    void mixed_withText_answersEachFrameAtMostOnce() {
        Session session = lab.start("s");
        List<String> seen = new ArrayList<>();
        session.on(frame(NUMBER).or(text("plain")), (who, match) -> seen.add(match.text()));
        lab.print(session, frames(1, 2));
        lab.print(session, "plain");
        lab.print(session, frames(2, 3));
        lab.print(session, ".");
        assertEquals(List.of("frame 1", "plain", "frame 2"), seen);
    }

    @Test
    void failure_withoutAFrame_saysSo() {
        Session session = lab.start("s");
        Pending<Match> wait = session.await(frame(visible("ready"))).within(ofSeconds(3));
        lab.print(session, BEGIN + "ready");
        WaitTimeoutException late = assertThrows(WaitTimeoutException.class, wait::block);
        assertTrue(late.getMessage().contains("waiting for a frame with visible \"ready\""), late::getMessage);
        assertTrue(late.getMessage().contains("no whole frame came"), late::getMessage);
        assertTrue(
                late.getMessage().contains("1 synchronized update took over a second, or was cut short"),
                late::getMessage);
    }

    @Test
    void group_firstWithTheFrame_wins() {
        Session one = lab.start("one", "t");
        Session two = lab.start("two", "t");
        Pending<?> any = lab.wsh.tagged("t").awaitAny(frame(NUMBER));
        lab.print(one, "frame 1");
        assertFalse(any.isDone());
        lab.print(two, frames(2, 3));
        assertTrue(any.isDone());
    }

    @Test
    void registration_closed_answersNoMore() {
        Session session = lab.start("s");
        List<String> seen = new ArrayList<>();
        Registration registration = session.on(frame(NUMBER), (who, match) -> seen.add(match.group(1)));
        lab.print(session, frames(1, 3));
        registration.close();
        lab.print(session, frames(3, 5));
        assertEquals(numbers(1, 3), seen);
    }

    @Test
    void frame_ofWhatIsNoScreen_isRefused() {
        List<Supplier<Condition<?>>> inside = List.of(
                () -> frame(idle(ofMillis(5))),
                () -> frame(exited()),
                () -> frame(visible("a").and(exited())),
                () -> frame(bell()),
                () -> frame(echoOff()),
                () -> frame(Conditions.foreground("sh")),
                () -> frame(firstOf(visible("a"), frame(visible("b")))),
                () -> frame(visible("a").holding(ofMillis(5))));
        List<Supplier<Condition<?>>> outside = List.of(
                () -> frame(visible("a")).and(visible("b")),
                () -> visible("b").and(frame(visible("a"))),
                () -> Conditions.allOf(frame(visible("a"))),
                () -> frame(visible("a")).negate(),
                () -> frame(visible("a")).or(visible("b")).holding(ofMillis(5)));
        for (Supplier<Condition<?>> wrong : inside) {
            String message =
                    assertThrows(IllegalArgumentException.class, wrong::get).getMessage();
            assertTrue(message.contains("put it outside of frame(...)"), message);
        }
        for (Supplier<Condition<?>> wrong : outside) {
            String message =
                    assertThrows(IllegalArgumentException.class, wrong::get).getMessage();
            assertTrue(message.contains("frame(a.and(b))"), message);
        }
    }

    @Test
    void frame_styled_asksTheUserOfThatScreen() {
        Session session = lab.start("s");
        Pending<Match> bold = session.await(frame(visible("frame").styled(Style::bold)));
        lab.print(session, frameOf("frame") + frameOf("\033[1mframe\033[m") + frameOf("frame"));
        assertEquals("frame", bold.block().text());
    }

    @OnRealTerminals
    void frames_ofARealProgram_areEachSeenOnce(World world) throws Exception {
        try (World.Lab real = world.open()) {
            everyFrame(real, 60);
        }
    }

    @Tag("pty")
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void frames_ofManyPrograms_areEachSeenOnce() throws Exception {
        try (World.Lab real = World.REAL.open()) {
            for (int i = 0; i < Integer.getInteger("test.rounds", 3); i++) {
                everyFrame(real, 200);
            }
        }
    }

    /** A shell that draws frames, some in a burst and some in two writes with a pause between. */
    private static void everyFrame(World.Lab real, int count) throws Exception {
        String draw = "stty -echo; read go; i=0; while [ $i -lt " + count + " ]; do "
                + "printf '\\033[?2026h\\033[H\\033[Jframe %d\\r\\n' $i; [ $((i % 20)) = 19 ] && sleep 0.02; "
                + "printf '\\033[24Hend %d\\033[?2026l' $i; i=$((i + 1)); done; printf '\\033[Hdone'; read end";
        Session session = real.wsh().start(SessionSpec.shellCommand(draw).size(24, 80));
        List<String> seen = new CopyOnWriteArrayList<>();
        session.await(echoOff()).within(ofSeconds(20)).block();
        CompletableFuture<Void> all = new CompletableFuture<>();
        session.on(frame(found("a whole frame", FrameTest::whole)), (who, number) -> {
            seen.add(number);
            if (seen.size() == count) {
                all.complete(null);
            }
        });
        Pending<Match> last = session.await(frame(visible("frame " + (count - 1))));
        session.sendLine("");
        last.within(ofSeconds(20)).block();
        session.awaitText("done").within(ofSeconds(20)).block();
        session.sendLine("");
        session.onExit().within(ofSeconds(20)).block();
        all.get(20, TimeUnit.SECONDS);
        assertEquals(numbers(0, count), seen);
    }

    /** The number of a frame whose top and bottom belong together. */
    private static Optional<String> whole(Screen screen) {
        String top = screen.line(0);
        return top.startsWith("frame ") && screen.line(23).equals("end " + top.substring(6))
                ? Optional.of(top.substring(6))
                : Optional.empty();
    }
}
