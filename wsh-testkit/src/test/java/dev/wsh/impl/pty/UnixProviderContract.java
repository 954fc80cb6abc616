package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wsh.ExitStatus;
import dev.wsh.ExitStatus.OutputEnd;
import dev.wsh.InvalidSpecException;
import dev.wsh.KillReport;
import dev.wsh.Signal;
import dev.wsh.SpawnException;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import dev.wsh.testkit.PtyProviderContract;
import dev.wsh.testkit.RecordingHandler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the providers for Linux promise beyond the contract; after each test no process, thread or descriptor is left. */
@EnabledOnOs(OS.LINUX)
@org.junit.jupiter.api.Tag("pty")
abstract class UnixProviderContract extends PtyProviderContract {
    protected static final TestTime TIME = new TestTime();
    private static final String LINE_WARNING = "the kernel would drop the rest";
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    @TempDir
    Path dir;

    private OpenDescriptors descriptorsBefore = new OpenDescriptors(List.of());

    @Override
    protected TimeSource time() {
        return TIME;
    }

    @org.junit.jupiter.api.BeforeEach
    final void countsDescriptors() throws Exception {
        RecordingHandler warmUp = new RecordingHandler();
        Pty pty = provider(Program.EXITS_7).spawn(spec(Program.EXITS_7), warmUp, TIME);
        await(warmUp.exit());
        await(provider(Program.EXITS_7).end(List.of(pty), Duration.ZERO));
        onLoop(pty, () -> {
            pty.close();
            return true;
        });
        eventually("threads", () -> TIME.threads().isEmpty());
        descriptorsBefore = OpenDescriptors.now();
    }

    @Override
    protected void afterEverythingIsClosed() {
        eventually("threads of the engine", () -> TIME.threads().isEmpty());
        eventually("sessions", () -> LivePtys.count() == 0);
        eventually(
                "children", () -> ProcessHandle.current().children().findAny().isEmpty());
        eventually("timers", () -> TIME.timers() == 0);
        descriptorsBefore.assertNoMore();
    }

    /** Ends as soon as it holds; the engine gives things back in its own time, but without being asked again. */
    protected static void eventually(String what, java.util.function.BooleanSupplier test) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!test.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("still not given back: " + what + " " + TIME.threads());
            }
            Thread.yield();
        }
    }

    /** What part of the normal numbers is enough for a provider that is slower. */
    protected int divisor() {
        return 1;
    }

    /** How often a long test does something: the number can be lowered by a property. */
    protected final int times(String property, int normal) {
        return Integer.getInteger("wsh.soak." + property, normal / divisor());
    }

    protected final String outputOf(String line) throws Exception {
        return outputOf(sh(line));
    }

    protected final String outputOf(PtySpec spec) throws Exception {
        RecordingHandler handler = new RecordingHandler();
        start(provider(Program.WAITS), spec, handler);
        await(handler.exit());
        return handler.text().replace("\r\n", "\n");
    }

    private Pty startReady(String line, RecordingHandler handler) throws Exception {
        Pty pty = start(provider(Program.WAITS), sh(line), handler);
        await(handler.shows("ready"));
        return pty;
    }

    @Test
    void end_programDiesBeforeTheSecondSignal_isReportedWithTheFirst() throws Exception {
        for (int round = 0; round < 20; round++) {
            Pty pty = start(provider(Program.WAITS), command("sleep", "1000"), new RecordingHandler());
            KillReport report = provider(Program.WAITS)
                    .end(List.of(pty), Duration.ofSeconds(10))
                    .get();
            assertEquals(Optional.of(Signal.HUP), report.gone().get(0).lastSignal(), "round " + round);
        }
    }

    // What the child sees

    @Test
    void spawn_size_isThereBeforeTheChildLooks() throws Exception {
        PtySpec base = sh("stty size");
        PtySpec spec = new PtySpec(base.sessionId(), base.argv(), base.cwd(), base.env(), 33, 121);
        assertEquals("33 121\n", outputOf(spec));
    }

    @Test
    void resize_childIsToldBySigwinch() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = startReady("trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.01; done", handler);
        onLoop(pty, () -> {
            pty.resize(50, 160);
            return true;
        });
        assertTrue(await(handler.shows("160")).contains("50 160"));
    }

    @Test
    void spawn_environment_isTheSpecsAndTheMarkerOnly() throws Exception {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("PATH", "/usr/bin:/bin");
        env.put("X", "hello wörld");
        env.put("EMPTY", "");
        PtySpec spec = new PtySpec(UUID.randomUUID().toString(), List.of("env"), Path.of("/"), env, 24, 80);
        List<String> lines = List.of(outputOf(spec).split("\n"));
        assertEquals(
                Stream.of("EMPTY=", "PATH=/usr/bin:/bin", "WSH_SESSION_ID=" + spec.sessionId(), "X=hello wörld")
                        .sorted()
                        .toList(),
                lines.stream().sorted().toList());
    }

    @Test
    void spawn_arguments_arriveAsGiven() throws Exception {
        String out = outputOf(command("printf", "<%s>", "", "a b", "*", "$HOME", "\"q\"", "naïve", "\\"));
        assertEquals("<><a b><*><$HOME><\"q\"><naïve><\\>", out);
    }

    @Test
    void spawn_cwd_isTheSpecsAndPathIsRelativeToIt() throws Exception {
        Path bin = Files.createDirectory(dir.resolve("bin"));
        script(bin.resolve("tool"), "#!/bin/sh\npwd\n");
        PtySpec spec = new PtySpec(
                UUID.randomUUID().toString(), List.of("tool"), dir, Map.of("PATH", "bin:/usr/bin:/bin"), 24, 80);
        assertEquals(dir.toRealPath() + "\n", outputOf(spec));
        PtySpec slash =
                new PtySpec(UUID.randomUUID().toString(), List.of("bin/tool"), dir, Map.of("PATH", "/bin"), 24, 80);
        assertEquals(dir.toRealPath() + "\n", outputOf(slash));
    }

    @Test
    void spawn_descriptors_areTheThreeOfTheTerminal() throws Exception {
        // 3 is the directory that ls reads
        assertEquals("0\n1\n2\n3\n", outputOf(command("ls", "-1", "/proc/self/fd")));
    }

    @Test
    void spawn_signals_areAtTheirDefaultsAndNotBlocked() throws Exception {
        String status = outputOf(command("grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status"));
        // 32 and 33 are glibc's own, which its posix_spawn leaves ignored
        assertTrue(status.matches("SigBlk:\t0{16}\nSigIgn:\t0{7}[01][08]0{7}\n"), status);
    }

    @Test
    void spawn_terminal_isTheControllingOneAndUtf8() throws Exception {
        String out =
                outputOf("tty; echo x >/dev/tty; stty -a | tr ' ;' '\\n\\n' | grep iutf8; ps -o sid= -p $$; echo $$");
        List<String> lines = Stream.of(out.split("\n")).map(String::strip).toList();
        assertTrue(lines.get(0).startsWith("/dev/pts/"), out);
        assertEquals(List.of("x", "iutf8"), lines.subList(1, 3));
        assertEquals(lines.get(4), lines.get(3), "leads its session");
    }

    @Test
    void onOutput_throws_endsTheProgram() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        handler.whenOutput(() -> {
            throw new IllegalStateException("a bug in the handler");
        });
        Pty pty = start(Program.IGNORES_HUP, handler);
        await(handler.failure());
        handler.closed();
        eventually(
                "the program",
                () -> ProcessHandle.current().children().findAny().isEmpty());
        assertTrue(await(provider(Program.IGNORES_HUP).end(List.of(pty), Duration.ZERO))
                .complete());
        eventually("the terminal", () -> LivePtys.count() == 0);
    }

    // What can't be started

    @Test
    void check_missingExecutable_saysEnoent() {
        refused(command("no-such-program"), Errno.ENOENT, "no-such-program");
        refused(command("/no/such/program"), Errno.ENOENT, "/no/such/program");
        refused(command(""), Errno.ENOENT, "");
    }

    @Test
    void check_directoryOrPlainFile_saysEacces() throws Exception {
        Path plain = Files.writeString(dir.resolve("plain"), "#!/bin/sh\n");
        refused(command(dir.toString()), Errno.EACCES, dir.toString());
        refused(command(plain.toString()), Errno.EACCES, plain.toString());
    }

    private void refused(PtySpec spec, int errno, String executable) {
        SpawnException checked =
                assertThrows(SpawnException.class, () -> provider(Program.WAITS).check(spec));
        SpawnException spawned = assertThrows(
                SpawnException.class, () -> provider(Program.WAITS).spawn(spec, new RecordingHandler(), TIME));
        for (SpawnException e : List.of(checked, spawned)) {
            assertEquals(OptionalInt.of(errno), e.errno(), e.getMessage());
            assertEquals(executable, e.executable());
        }
    }

    @Test
    void spawn_scriptWithoutInterpreter_saysSo() throws Exception {
        Path bare = script(dir.resolve("bare"), "echo hello\n");
        Path broken = script(dir.resolve("broken"), "#!/no/such/interpreter\n");
        SpawnException e = assertThrows(SpawnException.class, () -> spawn(command(bare.toString())));
        assertEquals(OptionalInt.of(Errno.ENOEXEC), e.errno());
        assertTrue(e.getMessage().contains("#!"), e.getMessage());
        e = assertThrows(SpawnException.class, () -> spawn(command(broken.toString())));
        assertEquals(OptionalInt.of(Errno.ENOENT), e.errno());
    }

    private void spawn(PtySpec spec) {
        provider(Program.WAITS).spawn(spec, new RecordingHandler(), TIME);
    }

    @Test
    void spawn_argumentTooLongForTheKernel_isRefused() {
        assertThrows(SpawnException.class, () -> spawn(command("printf", "x".repeat(200_000))));
    }

    @Test
    void check_wrongDirectoryOrNul_isAnInvalidSpec() {
        Map<String, String> env = Map.of("PATH", "/bin");
        for (PtySpec spec : List.of(
                new PtySpec("a", List.of("sh"), Path.of("/no/such/dir"), env, 24, 80),
                new PtySpec("a", List.of("sh"), Path.of("/bin/sh"), env, 24, 80),
                new PtySpec("a", List.of("sh", "-c", "echo a\0b"), Path.of("/"), env, 24, 80),
                new PtySpec("a", List.of("sh"), Path.of("/"), Map.of("A", "b\0c"), 24, 80),
                new PtySpec("a", List.of("sh"), Path.of("/"), Map.of("A=B", "c"), 24, 80))) {
            assertThrows(
                    InvalidSpecException.class, () -> provider(Program.WAITS).check(spec));
        }
    }

    @Test
    void check_directoryMissingOrAFile_saysItsErrno() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "");
        for (Map.Entry<Path, String> wrong : Map.of(
                        dir.resolve("missing"),
                        "no such file or directory (errno 2)",
                        dir.resolve("missing/below"),
                        "no such file or directory (errno 2)",
                        file,
                        "not a directory (errno 20)",
                        file.resolve("below/it"),
                        "not a directory (errno 20)")
                .entrySet()) {
            PtySpec spec = new PtySpec("a", List.of("sh"), wrong.getKey(), Map.of("PATH", "/bin"), 24, 80);
            for (Executable attempt :
                    List.<Executable>of(() -> provider(Program.WAITS).check(spec), () -> spawn(spec))) {
                InvalidSpecException e = assertThrows(InvalidSpecException.class, attempt);
                assertEquals("cwd", e.field());
                assertTrue(e.getMessage().endsWith(wrong.getValue()), e.getMessage());
            }
        }
    }

    private static Path script(Path file, String text) throws Exception {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    // Signals and exits

    @Test
    void signal_rightAfterSpawn_isNotLost() throws Exception {
        for (Signal signal : List.of(Signal.TERM, Signal.INT, Signal.QUIT, Signal.HUP)) {
            for (int i = 0; i < 5; i++) {
                RecordingHandler handler = new RecordingHandler();
                Pty pty = start(provider(Program.WAITS), command("sleep", "1000"), handler);
                signal(pty, signal);
                assertEquals(signal, await(handler.exit()).signal().orElseThrow());
            }
        }
    }

    @Test
    void onExit_code143AndTerm_areToldApart() throws Exception {
        RecordingHandler code = new RecordingHandler();
        start(provider(Program.WAITS), sh("exit 143"), code);
        assertEquals(OptionalInt.of(143), await(code.exit()).code());
        RecordingHandler signal = new RecordingHandler();
        start(provider(Program.WAITS), sh("kill -TERM $$"), signal);
        ExitStatus exit = await(signal.exit());
        assertTrue(exit.code().isEmpty());
        assertEquals(Signal.TERM, exit.signal().orElseThrow());
    }

    @Test
    void write_quitCharacter_endsTheProgramByQuit() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = startReady("ulimit -c 0; echo ready; exec sleep 1000", handler);
        write(pty, "\u001c");
        assertEquals(Signal.QUIT, await(handler.exit()).signal().orElseThrow());
    }

    @Test
    void signal_jobControlShell_goesToTheForegroundJob() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = startReady(
                "set -m; trap 'echo shell' INT; echo ready; sh -c 'trap \"echo job; exit 3\" INT; echo started; "
                        + "while :; do sleep 0.01; done'; echo code=$?",
                handler);
        await(handler.shows("started"));
        Pty.Foreground foreground = onLoop(pty, pty::foreground).orElseThrow();
        assertFalse(foreground.isLeader());
        signal(pty, Signal.INT);
        assertTrue(await(handler.shows("code=3")).contains("job"));
        await(handler.exit());
        assertFalse(handler.text().contains("shell"));
    }

    @Test
    void foreground_shellAtItsPrompt_isTheLeaderAndCpuTimeGrows() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = startReady(
                "echo ready; read x; i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo done; read x", handler);
        Pty.Foreground before = onLoop(pty, pty::foreground).orElseThrow();
        assertTrue(before.isLeader());
        assertEquals(pty.pid().orElseThrow(), before.processGroup());
        write(pty, "\n");
        await(handler.shows("done"));
        Pty.Foreground after = onLoop(pty, pty::foreground).orElseThrow();
        assertTrue(after.cpuTime().compareTo(before.cpuTime()) > 0, before + " " + after);
    }

    // Output around the end

    @Test
    void onExit_grandchildHoldsTheTerminal_itsLaterOutputIsShown() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        startReady(
                "trap '' HUP; (while [ ! -e " + dir
                        + "/go ]; do sleep 0.01; done; printf LATE) & echo ready; printf LEADER",
                handler);
        ExitStatus exit = await(handler.exit());
        assertEquals(OutputEnd.TERMINAL_STILL_OPEN, exit.output());
        assertTrue(handler.textAtExit().endsWith("LEADER"), handler.textAtExit());
        assertFalse(handler.endOfOutput().isDone());
        Files.createFile(dir.resolve("go"));
        await(handler.endOfOutput());
        assertTrue(handler.text().endsWith("LATE"));
    }

    @Test
    void onOutput_allSlavesWereClosedForAWhile_laterOutputIsShown() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(
                provider(Program.WAITS),
                sh("exec </dev/null >/dev/null 2>&1; : >" + dir + "/gone; while [ ! -e " + dir
                        + "/go ]; do sleep 0.01; done; printf LATE >/dev/tty; exit 5"),
                handler);
        eventually("a hang-up", () -> Files.exists(dir.resolve("gone")));
        // the kernel says "hung up", which is not the end
        for (int i = 0; i < 20; i++) {
            await(onLoop(pty, pty::probe));
        }
        // at most the next look; the clock is shared, and timers of an earlier test may take a moment to run out
        eventually("one timer at most", () -> TIME.timers() <= 1);
        assertFalse(handler.endOfOutput().isDone());
        Files.createFile(dir.resolve("go"));
        assertEquals(OptionalInt.of(5), await(handler.exit()).code());
        assertEquals("LATE", handler.text());
    }

    @Test
    void onExit_largeOutputAtTheEnd_isComplete() throws Exception {
        String out = outputOf("seq 20000; printf END");
        assertTrue(out.endsWith("\n20000\nEND"));
        assertEquals(20000, out.chars().filter(c -> c == '\n').count());
    }

    @Test
    void onExit_outputPaused_comesAfterResume() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = startReady("echo ready; read x; printf END", handler);
        onLoop(pty, () -> {
            pty.pauseOutput();
            pty.write(ByteBuffer.wrap("\n".getBytes(StandardCharsets.US_ASCII)));
            return true;
        });
        eventually("a zombie or reaped leader", () -> {
            try (ProcFs proc = new ProcFs()) {
                ProcStat stat = proc.stat((int) pty.pid().orElseThrow());
                return stat == null || !stat.alive();
            }
        });
        assertFalse(handler.exit().isDone());
        onLoop(pty, () -> {
            pty.resumeOutput();
            return true;
        });
        await(handler.exit());
        assertTrue(handler.textAtExit().endsWith("END"));
    }

    // Input

    @Test
    void write_utf8ErasedInCanonicalMode_leavesNothing() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = startReady("echo ready; IFS= read -r x; printf '<%s>' \"$x\"", handler);
        write(pty, "é\u007f\n");
        await(handler.exit());
        assertTrue(handler.text().endsWith("<>"), handler.text());
    }

    /** Writes all of it, in as many turns as the terminal needs; complete when it has taken the last byte. */
    protected static CompletableFuture<Void> startWriting(Pty pty, RecordingHandler handler, byte[] data) {
        ByteBuffer rest = ByteBuffer.wrap(data);
        CompletableFuture<Void> written = new CompletableFuture<>();
        Runnable push = () -> {
            while (rest.hasRemaining() && pty.write(rest) > 0) {
                // until the terminal is full
            }
            if (!rest.hasRemaining()) {
                written.complete(null);
            }
        };
        handler.whenWritable(push);
        pty.loop().execute(push);
        return written;
    }

    private void writeAll(Pty pty, RecordingHandler handler, String text) throws Exception {
        await(startWriting(pty, handler, text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** What the kernel would cut of a line is not written until the terminal gives its program each key; then all arrives. */
    @Test
    void write_longLine_isHeldBackUntilTheTerminalIsRaw(@TempDir Path folder) throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Path go = folder.resolve("go");
        Pty pty = startReady(
                "stty -echo; echo ready; until test -e " + go + "; do sleep 0.02; done; stty raw; head -c 9001 | cksum",
                handler);
        byte[] text = ("x".repeat(9000) + "y").getBytes(StandardCharsets.US_ASCII);
        try (LogLines log = new LogLines()) {
            assertEquals(Optional.empty(), pty.inputHeld());
            CompletableFuture<Void> written = startWriting(pty, handler, text);
            String why = onLoop(pty, () -> pty.inputHeld().orElse(""));
            assertTrue(why.contains("4095"), why);
            assertFalse(written.isDone());
            List<String> warned = log.linesWith(LINE_WARNING);
            assertEquals(1, warned.size());
            assertTrue(warned.get(0).contains(((UnixPty) pty).target().sessionId()), warned::toString);

            Files.createFile(go);
            await(written);
            assertEquals(Optional.empty(), pty.inputHeld());
            await(handler.shows(cksum(text) + " 9001"));
            assertEquals(1, log.linesWith(LINE_WARNING).size(), "however often it was tried");
        }
    }

    @Test
    void write_lineOf4095Bytes_isTakenAndOneMoreIsNot() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = startReady("stty -echo; echo ready; exec cat >/dev/null", handler);
        writeAll(pty, handler, "x".repeat(3000));
        writeAll(pty, handler, "x".repeat(1095));
        assertEquals(Optional.empty(), pty.inputHeld());
        startWriting(pty, handler, "x".getBytes(StandardCharsets.US_ASCII));
        assertTrue(onLoop(pty, () -> pty.inputHeld().isPresent()));
    }

    @Test
    void write_linesThatFit_areNotWarnedOf() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = startReady("stty -echo; echo ready; exec cat >/dev/null", handler);
        try (LogLines log = new LogLines()) {
            for (String end : List.of("\n", "\r", "\u0004")) {
                for (int line = 0; line < 3; line++) {
                    writeAll(pty, handler, "x".repeat(4095) + end);
                }
            }
            assertEquals(List.of(), log.linesWith(LINE_WARNING));
        }
    }

    @Test
    void write_rawTerminal_isNotWarnedOf() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = startReady("stty raw -echo; echo ready; exec cat >/dev/null", handler);
        try (LogLines log = new LogLines()) {
            writeAll(pty, handler, "x".repeat(5000));
            writeAll(pty, handler, "x".repeat(5000));
            assertEquals(List.of(), log.linesWith(LINE_WARNING));
        }
    }

    @Test
    void write_slowReader_everythingArrivesInOrder() throws Exception {
        int size = 2_000_000;
        RecordingHandler handler = new RecordingHandler();
        Pty pty = startReady(
                "stty raw -echo; echo ready; head -c " + size + " | cksum; cksum --version >/dev/null", handler);
        byte[] data = new byte[size];
        for (int i = 0; i < size; i++) {
            data[i] = (byte) ('a' + i % 23);
        }
        await(startWriting(pty, handler, data));
        await(handler.exit());
        Matcher sum = Pattern.compile("(\\d+) " + size).matcher(handler.text());
        assertTrue(sum.find(), handler.text());
        assertEquals(cksum(data), Long.parseLong(sum.group(1)));
    }

    /** POSIX cksum: CRC-32 with polynomial 0x04C11DB7, most significant bit first, over the data and its length. */
    private static long cksum(byte[] data) {
        long crc = 0;
        for (byte b : data) {
            crc = step(crc, b & 0xff);
        }
        for (long n = data.length; n != 0; n >>= 8) {
            crc = step(crc, (int) (n & 0xff));
        }
        return ~crc & 0xffffffffL;
    }

    private static long step(long crc, int octet) {
        long value = crc ^ ((long) octet << 24);
        for (int i = 0; i < 8; i++) {
            value = (value & 0x80000000L) != 0 ? (value << 1) ^ 0x04C11DB7L : value << 1;
        }
        return value & 0xffffffffL;
    }

    @Test
    void end_programThatNeverReadsWithFullInput_isGone() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.NEVER_READS, handler);
        await(handler.shows("ready"));
        write(pty, "x".repeat(1024 * 1024));
        assertTrue(await(provider(Program.WAITS).end(List.of(pty), Duration.ofMillis(50)))
                .complete());
        await(handler.exit());
    }

    // Ending the whole tree

    /** Shell lines whose processes like to stay; each says "ready", and "pid=" of those that are not the leader. */
    static final List<String> STAYING = List.of(
            "sleep 1000 & echo pid=$!; echo ready; wait",
            "nohup sleep 1000 >/dev/null 2>&1 & echo pid=$!; echo ready; wait",
            "trap '' HUP; sleep 1000 & echo pid=$!; echo ready; sleep 1000",
            "trap '' HUP TERM INT; echo ready; while :; do sleep 1000; done",
            "setsid sleep 1000 & echo pid=$!; echo ready; wait",
            "(setsid sh -c 'sleep 1000 & echo pid=$!' &); sleep 0.02; echo ready; sleep 1000",
            "set -m; sleep 1000 & echo pid=$!; sleep 1000 | cat & echo ready; wait",
            "sleep 1000 & echo pid=$!; kill -STOP $!; echo ready; wait",
            "echo ready; kill -STOP $$; wait",
            "env -i setsid sleep 1000 & echo pid=$!; echo ready; wait",
            "(env -i sleep 1000 & echo pid=$!); echo ready; sleep 1000",
            "env -i setsid sh -c 'trap \"\" HUP; echo pid=$$; sleep 1000; sleep 1000' & echo ready; wait",
            "setsid setsid sh -c 'trap \"\" HUP; sh -c \"sleep 1000 & echo pid=\\$!\"; sleep 1000' & echo ready; sleep 1000");

    static List<String> staying() {
        return STAYING;
    }

    @ParameterizedTest
    @MethodSource("staying")
    void end_processesThatStay_areAllGone(String line) throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = startReady(line, handler);
        if (line.contains("pid=")) {
            await(handler.output(
                    all -> Pattern.compile("pid=\\d+\r").matcher(all).find()));
        }
        KillReport report = await(provider(Program.WAITS).end(List.of(pty), Duration.ofMillis(60)));
        assertTrue(report.complete(), report::toString);
        assertTrue(
                report.gone().stream()
                        .anyMatch(gone -> gone.process().pid() == pty.pid().orElseThrow()),
                report::toString);
        assertTrue(
                ProcessTree.find(List.of(((UnixPty) pty).target()), List.of()).none());
        Matcher pid = Pattern.compile("pid=(\\d+)").matcher(handler.text());
        try (ProcFs proc = new ProcFs()) {
            while (pid.find()) {
                ProcStat stat = proc.stat(Integer.parseInt(pid.group(1)));
                assertTrue(stat == null || !stat.alive(), () -> stat + " " + report);
            }
        }
        await(handler.exit());
    }

    /** A shell whose child is killed first goes on with its next command. */
    @Test
    void end_tree_isSignalledFromTheTop() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        String line = "[ $1 = 0 ] && echo ready && exec sleep 1000; sh -c \"$0\" \"$0\" $(($1 - 1)); echo NEXT";
        Pty pty = start(provider(Program.WAITS), command("/bin/sh", "-c", line, line, "12"), handler);
        await(handler.shows("ready"));
        List<ProcStat> found = ProcessTree.find(List.of(((UnixPty) pty).target()), List.of()).found().stream()
                .map(ProcessTree.Found::process)
                .toList();
        assertEquals(13, found.size());
        for (int i = 1; i < found.size(); i++) {
            assertEquals(found.get(i - 1).pid(), found.get(i).parent());
        }
        assertTrue(
                await(provider(Program.WAITS).end(List.of(pty), Duration.ZERO)).complete());
        await(handler.exit());
        assertFalse(handler.text().contains("NEXT"), handler.text());
    }

    @Test
    void end_leaderGoneAndGrandchildDetached_grandchildIsGone() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = startReady("setsid sh -c 'echo pid=$$; echo ready; exec sleep 1000' & read x", handler);
        write(pty, "\n");
        await(handler.exit());
        Matcher pid = Pattern.compile("pid=(\\d+)").matcher(handler.text());
        assertTrue(pid.find());
        KillReport report = await(provider(Program.WAITS).end(List.of(pty), Duration.ofSeconds(5)));
        assertTrue(report.complete());
        assertEquals(
                List.of(Long.parseLong(pid.group(1))),
                report.gone().stream().map(gone -> gone.process().pid()).toList());
        assertTrue(report.gone().get(0).process().command().endsWith("sleep 1000"));
        assertEquals(Signal.HUP, report.gone().get(0).lastSignal().orElseThrow());
    }

    @Test
    void end_askedTwiceAtOnce_bothAreToldWhenAllIsGone() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(Program.IGNORES_HUP, handler);
        await(handler.shows("ready"));
        CompletableFuture<KillReport> gently = provider(Program.WAITS).end(List.of(pty), Duration.ofSeconds(30));
        CompletableFuture<KillReport> atOnce = provider(Program.WAITS).end(List.of(pty), Duration.ZERO);
        assertTrue(await(atOnce).complete());
        assertTrue(await(gently).complete());
        assertTrue(await(gently).took().compareTo(Duration.ofSeconds(20)) < 0);
        await(handler.exit());
    }

    @Test
    void end_otherSessions_areUntouched() throws Exception {
        RecordingHandler one = new RecordingHandler();
        RecordingHandler two = new RecordingHandler();
        Pty first = start(Program.ANSWERS, one);
        Pty second = start(Program.ANSWERS, two);
        await(one.shows("ready"));
        await(two.shows("ready"));
        await(provider(Program.WAITS).end(List.of(first), Duration.ZERO));
        await(one.exit());
        write(second, "still here\n");
        await(two.shows("+still here"));
        assertFalse(two.exit().isDone());
    }

    // Running out

    @Test
    void spawn_noDescriptorsLeft_saysSoAndLeaksNothing() throws Exception {
        assumeTrue(
                can(dev.wsh.spi.PtyProvider.Capability.THREADS_INDEPENDENT_OF_SESSIONS), "needs no fork of this JVM");
        Deque<Integer> hoard = new ArrayDeque<>();
        try {
            RecordingHandler handler = new RecordingHandler();
            assertThrows(SpawnException.class, () -> spawn(command("no-such-program"))); // loads what is needed
            Pty keeper = start(Program.ANSWERS, handler);
            await(handler.shows("ready"));
            hoardDescriptors(hoard);
            SpawnException e = assertThrows(SpawnException.class, () -> spawn(sh("echo hello")));
            assertEquals(OptionalInt.of(Errno.EMFILE), e.errno(), e.getMessage());
            write(keeper, "fine\n");
            await(handler.shows("+fine"));
        } finally {
            hoard.forEach(LibC::close);
        }
        assertEquals("hello\n", outputOf("echo hello"));
    }

    /** The terminal takes the last one; when there is none for a pidfd, the program runs already. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void spawn_oneDescriptorLeft_exitIsSeen(boolean freedBeforeTheExit) throws Exception {
        loadWhatNeedsDescriptors(TIME);
        RecordingHandler handler = new RecordingHandler();
        Deque<Integer> hoard = new ArrayDeque<>();
        try {
            Pty pty = withOneDescriptor(hoard, () -> startReady("echo ready; read x; exit 7", handler));
            if (freedBeforeTheExit) {
                while (!hoard.isEmpty()) {
                    LibC.close(hoard.pop());
                }
                eventually("the timer, since the leader has a pidfd now", () -> TIME.timers() == 0);
            }
            write(pty, "\n");
            await(handler.exit());
        } finally {
            hoard.forEach(LibC::close);
        }
        assertEquals(OptionalInt.of(7), handler.exit().get().code());
    }

    @Test
    void spawn_leaderCannotBeWatched_isEndedAtOnce() throws Exception {
        TimeSource noTimers = TIME.holding(
                Duration.ofMillis(10),
                timer -> {
                    throw new IllegalStateException("no timers");
                },
                () -> {});
        loadWhatNeedsDescriptors(noTimers);
        Deque<Integer> hoard = new ArrayDeque<>();
        try {
            assertThrows(
                    IllegalStateException.class,
                    () -> withOneDescriptor(
                            hoard,
                            () -> start(provider(Program.WAITS), sh("sleep 1000"), new RecordingHandler(), noTimers)));
        } finally {
            hoard.forEach(LibC::close);
        }
        eventually("all sessions but the one that answers", () -> LivePtys.count() == 1);
        eventually(
                "all children but the one that answers",
                () -> ProcessHandle.current().children().count() == 1);
    }

    /** Leaves a session that answers, so that there is a loop. */
    private void loadWhatNeedsDescriptors(TimeSource time) throws Exception {
        assumeTrue(
                can(dev.wsh.spi.PtyProvider.Capability.THREADS_INDEPENDENT_OF_SESSIONS), "needs no fork of this JVM");
        RecordingHandler answers = new RecordingHandler();
        start(provider(Program.ANSWERS), spec(Program.ANSWERS), answers, time);
        await(answers.shows("ready"));
        assertThrows(SpawnException.class, () -> spawn(command("no-such-program")));
        CompletableFuture<Void> timer = new CompletableFuture<>();
        TIME.schedule(Duration.ofMillis(1), Runnable::run, () -> timer.complete(null));
        await(timer);
    }

    /** One more if the JVM takes it. */
    private static Pty withOneDescriptor(Deque<Integer> hoard, Callable<Pty> spawn) throws Exception {
        hoardDescriptors(hoard);
        while (true) {
            LibC.close(hoard.pop());
            try {
                return spawn.call();
            } catch (SpawnException e) {
                assertEquals(OptionalInt.of(Errno.EMFILE), e.errno(), e.getMessage());
                assertTrue(e.getMessage().contains("pseudo-terminal"), "nothing runs yet: " + e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60})
    void end_noDescriptorsLeft_endsEverythingAllTheSame(int graceMillis) throws Exception {
        Pty loads = startReady("echo ready; read x", new RecordingHandler());
        await(provider(Program.WAITS).end(List.of(loads), Duration.ofMillis(graceMillis)));
        RecordingHandler handler = new RecordingHandler();
        Pty pty = startReady("setsid sleep 1000 & echo pid=$!; trap '' HUP; echo ready; read x", handler);
        Matcher pid = Pattern.compile("pid=(\\d+)").matcher(handler.text());
        assertTrue(pid.find(), handler.text());
        Deque<Integer> hoard = new ArrayDeque<>();
        KillReport report;
        try {
            hoardDescriptors(hoard);
            report = await(provider(Program.WAITS).end(List.of(pty), Duration.ofMillis(graceMillis)));
        } finally {
            hoard.forEach(LibC::close);
        }
        assertTrue(report.complete(), report::toString);
        assertEquals(
                Stream.of(pty.pid().orElseThrow(), Long.parseLong(pid.group(1)))
                        .sorted()
                        .toList(),
                report.gone().stream()
                        .map(gone -> gone.process().pid())
                        .sorted()
                        .toList());
        assertTrue(
                ProcessTree.find(List.of(((UnixPty) pty).target()), List.of()).none());
    }

    private static void hoardDescriptors(Deque<Integer> hoard) {
        int fd;
        while ((fd = LibC.eventfd(0, 0x80000)) >= 0) {
            hoard.push(fd);
        }
    }

    /** What ends a session is there before it, or there is no session. */
    @Test
    void spawn_threadForEndsCannotBeStarted_startsNothing() throws Exception {
        AtomicInteger threads = new AtomicInteger();
        TimeSource time = TIME.beforeThreads(name -> {
            if (name.equals("end") && threads.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
        });
        assertThrows(
                OutOfMemoryError.class,
                () -> provider(Program.WAITS).spawn(spec(Program.IGNORES_HUP), new RecordingHandler(), time));
        assertTrue(ProcessHandle.current().children().findAny().isEmpty());
        RecordingHandler handler = new RecordingHandler();
        start(provider(Program.IGNORES_HUP), spec(Program.IGNORES_HUP), handler, time);
        await(handler.shows("ready"));
    }

    /** From the first start on, an end needs neither another thread nor another timer. */
    @ParameterizedTest
    @ValueSource(ints = {0, 60})
    void end_noThreadCanBeStarted_endsEverythingAllTheSame(int graceMillis) throws Exception {
        AtomicBoolean none = new AtomicBoolean();
        TimeSource time = TIME.beforeThreadsAndTimers(what -> {
            if (none.get()) {
                throw new OutOfMemoryError("unable to create native thread: " + what);
            }
        });
        RecordingHandler handler = new RecordingHandler();
        Pty pty = start(
                provider(Program.WAITS),
                sh("trap '' HUP; setsid sleep 1000 & echo ready; while :; do sleep 1000; done"),
                handler,
                time);
        await(handler.shows("ready"));
        none.set(true);
        try {
            CompletableFuture<KillReport> end =
                    provider(Program.WAITS).end(List.of(pty), Duration.ofMillis(graceMillis));
            assertTrue(await(end).complete());
            assertTrue(ProcessTree.find(List.of(((UnixPty) pty).target()), List.of())
                    .none());
        } finally {
            none.set(false);
        }
        await(handler.exit());
    }

    /** Each link lives for some milliseconds, in the leader's group, without the id, and after the leader. */
    @ParameterizedTest
    @ValueSource(strings = {"", "env -i PATH=$PATH "})
    void end_processesThatForkAndExit_areCut(String environment) throws Exception {
        Path link = script(
                dir.resolve("link"),
                "#!/bin/sh\n[ -e " + dir + "/stop ] && exit\necho $$ >>" + dir + "/links\nsleep 0.005\n" + environment
                        + "\"$0\" &\n");
        RecordingHandler handler = new RecordingHandler();
        Pty pty = startReady("trap '' HUP; " + link + " & echo ready; sleep 1000", handler);
        try {
            eventually("some links", () -> links() > 20);
            KillReport report = await(provider(Program.WAITS).end(List.of(pty), Duration.ofMillis(30)));
            assertTrue(report.complete(), report::toString);
            int then = links();
            for (int i = 0; i < 20; i++) {
                assertTrue(ProcessTree.find(List.of(((UnixPty) pty).target()), List.of())
                        .none());
            }
            assertEquals(then, links(), "the chain goes on");
        } finally {
            Files.createFile(dir.resolve("stop"));
        }
        await(handler.exit());
    }

    private int links() {
        try {
            return Files.readAllLines(dir.resolve("links")).size();
        } catch (java.io.IOException e) {
            return 0;
        }
    }

    @Test
    void end_forgedId_doesNotLeaveItsSession() throws Exception {
        RecordingHandler one = new RecordingHandler();
        Pty first = startReady("echo ready; read x", one);
        RecordingHandler two = new RecordingHandler();
        String line = "WSH_SESSION_ID=" + ((UnixPty) first).target().sessionId()
                + " setsid sleep 1000 & echo pid=$!; echo ready; read x";
        Pty second = startReady(line, two);
        Matcher pid = Pattern.compile("pid=(\\d+)").matcher(two.text());
        assertTrue(pid.find());
        ProcessTree.Findings both =
                ProcessTree.find(List.of(((UnixPty) first).target(), ((UnixPty) second).target()), List.of());
        assertEquals(
                ((UnixPty) second).target().sessionId(),
                both.found().stream()
                        .filter(found -> found.process().pid() == Integer.parseInt(pid.group(1)))
                        .map(found -> found.target().sessionId())
                        .findFirst()
                        .orElseThrow());
        KillReport report = await(provider(Program.WAITS).end(List.of(second), Duration.ZERO));
        assertTrue(
                report.gone().stream().anyMatch(gone -> gone.process().pid() == Long.parseLong(pid.group(1))),
                report::toString);
        assertFalse(one.exit().isDone());
    }

    /** The engine of a JVM inside a session adds its id; the outer one still finds what left the kernel's session. */
    @Test
    void end_markerOfAnInnerEngine_isFoundByTheOuterOne() throws Exception {
        RecordingHandler handler = new RecordingHandler();
        Pty pty = startReady(
                "(WSH_SESSION_ID=$WSH_SESSION_ID:inner setsid sh -c 'echo pid=$$; exec sleep 1000' &); sleep 0.02; "
                        + "echo ready; read x",
                handler);
        await(handler.output(all -> all.contains("pid=")));
        Matcher pid = Pattern.compile("pid=(\\d+)").matcher(handler.text());
        assertTrue(pid.find());
        KillReport report = await(provider(Program.WAITS).end(List.of(pty), Duration.ZERO));
        assertTrue(
                report.gone().stream().anyMatch(gone -> gone.process().pid() == Long.parseLong(pid.group(1))),
                report::toString);
    }

    @Test
    void spawn_timeSourceWithoutThreads_startsNothing() {
        TimeSource virtual = TIME.withoutThreads();
        assertThrows(
                UnsupportedOperationException.class,
                () -> provider(Program.WAITS).spawn(sh("sleep 1000"), new RecordingHandler(), virtual));
        assertNull(ProcessHandle.current().children().findAny().orElse(null));
    }
}
