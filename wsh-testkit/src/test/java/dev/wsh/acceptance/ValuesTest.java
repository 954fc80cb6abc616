package dev.wsh.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ColorScheme;
import dev.wsh.Conditions;
import dev.wsh.ExitStatus;
import dev.wsh.ExitStatus.OutputEnd;
import dev.wsh.Input;
import dev.wsh.Key;
import dev.wsh.Mouse;
import dev.wsh.NameConflictException;
import dev.wsh.Pending;
import dev.wsh.Region;
import dev.wsh.RunOption;
import dev.wsh.SessionSpec;
import dev.wsh.Signal;
import dev.wsh.SlowRegexException;
import dev.wsh.TagFilter;
import dev.wsh.WshException;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What users make, compare and read without a session. */
class ValuesTest {

    @Test
    @DisplayName("exits: a code or a signal, and what became of the output")
    void exitStatus_codeOrSignal_saysWhich() {
        ExitStatus three = ExitStatus.ofCode(3);
        assertEquals(OptionalInt.of(3), three.code());
        assertEquals(Optional.empty(), three.signal());
        assertEquals(OutputEnd.UNKNOWN, three.output());
        assertEquals(OptionalInt.of(3), three.shellCode());
        assertFalse(three.success());
        assertTrue(ExitStatus.ofCode(0).success());

        ExitStatus killed = ExitStatus.ofSignal(Signal.KILL);
        assertEquals(OptionalInt.empty(), killed.code());
        assertEquals(Optional.of(Signal.KILL), killed.signal());
        assertEquals(9, Signal.KILL.number());
        assertEquals(OptionalInt.of(137), killed.shellCode());
        assertFalse(killed.success());

        ExitStatus open = killed.withOutput(OutputEnd.TERMINAL_STILL_OPEN);
        assertEquals(OutputEnd.TERMINAL_STILL_OPEN, open.output());
        assertEquals(Optional.of(Signal.KILL), open.signal());
    }

    @Test
    @DisplayName("inputs say what they are made of")
    void inputs_madeOfParts_giveThem() {
        assertEquals("ls", ((Input.Text) Input.text("ls")).text());
        assertEquals("pw", ((Input.Secret) Input.secret("pw")).text());
        assertFalse(Input.secret("pw").toString().contains("pw"));
        Input.Bytes bytes = (Input.Bytes) Input.bytes((byte) 1, (byte) 2);
        byte[] copy = new byte[2];
        bytes.raw().get(copy);
        assertArrayEquals(new byte[] {1, 2}, copy);
        assertEquals(2, bytes.raw().remaining(), "each call gives a buffer of its own");
        assertTrue(((Input.Focus) Input.focusIn()).gained());
        assertFalse(((Input.Focus) Input.focusOut()).gained());
        assertEquals(Duration.ofMillis(5), ((Input.Pause) Input.pause(Duration.ofMillis(5))).length());
        assertEquals(List.of(Key.ENTER, Key.TAB), ((Input.Sequence) Input.sequence(Key.ENTER, Key.TAB)).inputs());
    }

    @Test
    @DisplayName("keys: modifiers gather, events replace one another")
    void keys_withModifiersAndEvents_saySo() {
        assertEquals(Key.of("x").alt(), Key.alt('x'));
        assertEquals(Set.of(Key.Modifier.ALT), Key.alt('x').modifiers());
        assertEquals(
                Set.of(Key.Modifier.ALT, Key.Modifier.HYPER),
                Key.alt('x').with(Key.Modifier.HYPER).modifiers());
        assertEquals(Key.Event.PRESS, Key.UP.event());
        assertEquals(Key.Event.RELEASE, Key.UP.released().event());
        assertEquals(Key.Event.REPEAT, Key.UP.released().repeated().event());
        assertEquals(Key.UP.name(), Key.UP.released().name());
    }

    @Test
    @DisplayName("the mouse: button, place and modifiers of each action")
    void mouse_eachAction_hasButtonAndPlace() {
        assertEquals(new Mouse(Mouse.Action.CLICK, 1, 2, 3, Set.of()), Mouse.click(2, 3));
        assertEquals(new Mouse(Mouse.Action.CLICK, 2, 2, 3, Set.of()), Mouse.middleClick(2, 3));
        assertEquals(Mouse.Action.MOVE, Mouse.move(4, 5).action());
        assertEquals(Mouse.Action.SCROLL_UP, Mouse.scrollUp(4, 5).action());
        assertEquals(Mouse.Action.SCROLL_DOWN, Mouse.scrollDown(4, 5).action());
        assertEquals(
                List.of(4, 5),
                List.of(Mouse.scrollDown(4, 5).row(), Mouse.scrollDown(4, 5).col()));
        assertEquals(
                Set.of(Key.Modifier.SHIFT, Key.Modifier.ALT, Key.Modifier.CTRL),
                Mouse.click(0, 0).shift().alt().ctrl().modifiers());
        List<Input> drag = ((Input.Sequence) Mouse.drag(1, 2, 3, 4)).inputs();
        assertEquals(new Mouse(Mouse.Action.RELEASE, 1, 3, 4, Set.of()), drag.get(drag.size() - 1));
        assertEquals(List.of(1, 2), List.of(((Mouse) drag.get(0)).row(), ((Mouse) drag.get(0)).col()));
    }

    @Test
    @DisplayName("regions: a block is a rectangle, a span goes on to the next row; ends are exclusive in columns")
    void regions_blockAndSpan_containTheirCells() {
        Region block = Region.block(1, 2, 3, 4);
        assertEquals(List.of(1, 2), List.of(block.row(), block.col()));
        assertTrue(block.contains(1, 2) && block.contains(3, 5));
        assertFalse(block.contains(3, 6) || block.contains(2, 1) || block.contains(4, 2));
        Region.Block same = Region.block(1, 2, 3, 4);
        assertTrue(same.contains(same.endRow() - 1, same.endCol() - 1));
        assertFalse(same.contains(same.endRow(), same.endCol() - 1) || same.contains(same.endRow() - 1, same.endCol()));
        Region.Span span = new Region.Span(0, 8, 1, 2);
        assertTrue(span.contains(0, 9) && span.contains(1, 0) && span.contains(span.endRow(), span.endCol() - 1));
        assertFalse(span.contains(0, 7) || span.contains(span.endRow(), span.endCol()));
    }

    @Test
    @DisplayName("options of commands keep their limits")
    void runOptions_limits_areKept() {
        assertEquals(7, ((RunOption.OutputLimit) RunOption.outputLimit(7)).bytes());
        assertEquals(Duration.ofSeconds(2), ((RunOption.TimeLimit) RunOption.timeLimit(Duration.ofSeconds(2))).limit());
    }

    @Test
    @DisplayName("a scheme of colours is dark if its background is")
    void colorScheme_darkAndLight_sayWhich() {
        assertTrue(ColorScheme.DARK.isDark());
        assertFalse(ColorScheme.LIGHT.isDark());
    }

    @Test
    @DisplayName("filters of tags: and, or, not")
    void tagFilter_combined_choosesAccordingly() {
        TagFilter filter = TagFilter.allOf("a", "b")
                .or(TagFilter.anyOf("c", "d").and(TagFilter.anyOf("e").negate()));
        assertTrue(filter.test(Set.of("a", "b")));
        assertTrue(filter.test(Set.of("d")));
        assertFalse(filter.test(Set.of("d", "e")));
        assertFalse(filter.test(Set.of("a")));
    }

    @Test
    @DisplayName("a slow regex is named with the reason")
    void slowRegex_eachReason_isSaid() {
        Pattern regex = Pattern.compile("(a+)+b");
        for (SlowRegexException failure : List.of(
                SlowRegexException.tooManySteps(regex, 1_000),
                SlowRegexException.tooDeep(regex),
                SlowRegexException.tooFarBehind(regex, 42))) {
            assertEquals("(a+)+b", failure.regex());
            assertTrue(failure.getMessage().contains("(a+)+b"), failure.getMessage());
        }
        assertEquals(
                3,
                Set.of(
                                SlowRegexException.tooManySteps(regex, 1_000).getMessage(),
                                SlowRegexException.tooDeep(regex).getMessage(),
                                SlowRegexException.tooFarBehind(regex, 42).getMessage())
                        .size());
    }

    @Test
    @DisplayName("a name that is taken is in the exception")
    void nameConflict_name_isKept() {
        assertEquals("db", new NameConflictException("db").name());
    }

    @Test
    @DisplayName("a spec says what it was told, and leaves the rest open")
    void spec_everyOption_isInItsContent() {
        FakePty fake = FakePty.script();
        SessionSpec.Content all = SessionSpec.command("vim", "-u", "NONE")
                .named("editor")
                .tags("ui", "slow")
                .cwd(Path.of("/tmp"))
                .size(30, 100)
                .env(Map.of("A", "1", "B", "2"))
                .unsetEnv("PAGER")
                .cleanEnv()
                .scrollback(50)
                .transcript(4096)
                .readyWhen(Conditions.visible("VIM"))
                .via(fake)
                .unsafeReports(true)
                .content();
        assertEquals(List.of("vim", "-u", "NONE"), ((SessionSpec.Launch.Program) all.launch()).argv());
        assertEquals(Optional.of("editor"), all.name());
        assertEquals(Set.of("ui", "slow"), Set.copyOf(all.tags()));
        assertEquals(Optional.of(Path.of("/tmp")), all.cwd());
        assertEquals(OptionalInt.of(30), all.rows());
        assertEquals(OptionalInt.of(100), all.cols());
        assertEquals(Map.of("A", "1", "B", "2"), all.env());
        assertEquals(Set.of("PAGER"), Set.copyOf(all.unsetEnv()));
        assertTrue(all.cleanEnv());
        assertEquals(OptionalInt.of(50), all.scrollback());
        assertEquals(OptionalLong.of(4096), all.transcript());
        assertTrue(all.readyWhen().isPresent());
        assertEquals(Optional.of(fake), all.via());
        assertEquals(Optional.of(true), all.unsafeReports());

        SessionSpec.Content open =
                SessionSpec.shell(Path.of("/bin/sh")).namePrefix("sh").content();
        assertEquals(Optional.of(Path.of("/bin/sh")), ((SessionSpec.Launch.Shell) open.launch()).executable());
        assertEquals(Optional.of("sh"), open.namePrefix());
        assertEquals(Optional.empty(), open.name());
        assertEquals(Optional.empty(), open.cwd());
        assertEquals(Map.of(), open.env());
        assertFalse(open.cleanEnv());
        SessionSpec.Launch line = SessionSpec.shellCommand("ls; date").content().launch();
        assertEquals("ls; date", ((SessionSpec.Launch.ShellLine) line).line());
    }

    @Test
    @DisplayName("pendings that are decided from the start give their outcome in every way")
    void pending_decided_givesItsOutcome() throws Exception {
        assertEquals("yes", Pending.completed("yes").get());
        assertEquals("yes", Pending.completed("yes").block());
        WshException failure = new NameConflictException("db");
        Pending<String> failed = Pending.failed(failure);
        assertEquals(failure, assertThrows(NameConflictException.class, failed::block));
        assertEquals(
                failure, assertThrows(ExecutionException.class, failed::get).getCause());
        assertThrows(NullPointerException.class, () -> Pending.failed(null));
    }

    @Test
    @DisplayName("a pending's dependents are pendings, and run where it was told")
    void pending_dependents_arePendingsOnTheEnginesExecutor() throws Exception {
        try (VirtualTime time = new VirtualTime()) {
            Pending<String> pending = new Pending<>(time) {};
            assertEquals(time.callbacks(), pending.defaultExecutor());
            Pending<Integer> dependent = pending.newIncompleteFuture();
            assertEquals(time.callbacks(), dependent.defaultExecutor());
            pending.completeAsync(() -> "late", time.engine());
            assertFalse(pending.isDone());
            time.settle();
            assertEquals("late", pending.get());
            assertEquals(4, pending.thenApply(String::length).get());
            assertArrayEquals(
                    "late".getBytes(StandardCharsets.US_ASCII), pending.get().getBytes(StandardCharsets.US_ASCII));
        }
    }
}
