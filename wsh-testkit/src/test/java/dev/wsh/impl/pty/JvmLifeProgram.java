package dev.wsh.impl.pty;

import dev.wsh.EngineException;
import dev.wsh.InvalidSpecException;
import dev.wsh.KillReport;
import dev.wsh.SpawnException;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.testkit.PtyProviderContract;
import dev.wsh.testkit.RecordingHandler;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What {@link JvmLifeTest} runs in a JVM of its own. */
final class JvmLifeProgram {
    /** Known only as a child of the leader, which a hangup ends, while this one ignores it. */
    private static final String HIDDEN =
            "env -i setsid AS sh -c 'trap \"\" HUP; echo pid=$$; echo ready; sleep 1000; sleep 1000' & wait";

    private JvmLifeProgram() {}

    /** First the provider's name, then what to do. */
    public static void main(String[] args) throws Exception {
        if (args[1].equals("choose")) {
            System.out.println(choice(args[0]));
            return;
        }
        PtyProvider provider = PtyProviders.choose(Optional.of(args[0]));
        TestTime time = new TestTime();
        switch (args[1]) {
            case "exit", "wait" -> {
                start(provider, time);
                if (args[1].equals("wait")) {
                    System.in.read();
                }
                System.exit(0);
            }
            case "hidden" -> {
                System.out.println(
                        pids(provider, time, HIDDEN.replace("AS", "")).get(0));
                System.out.flush();
                System.exit(0);
            }
            case "left" -> {
                RecordingHandler handler = new RecordingHandler();
                String line = "set -m; sleep 1000 </dev/null >/dev/null 2>&1 & echo pid=$!; echo ready; exit";
                Pty pty = provider.spawn(PtyProviderContract.sh(line), handler, time);
                String pid = pids(handler).get(0);
                handler.exit().get();
                CompletableFuture.runAsync(pty::close, pty.loop()).get(); // as a session does that has ended
                System.out.println(pid);
                System.out.flush();
                System.exit(0);
            }
            case "survivor" -> {
                RecordingHandler handler = new RecordingHandler();
                String line = HIDDEN.replace("AS", "setpriv --reuid=65534 --regid=65534 --clear-groups");
                Pty pty = provider.spawn(PtyProviderContract.sh(line), handler, time);
                String pid = pids(handler).get(0);
                KillReport report =
                        provider.end(List.of(pty), Duration.ofMillis(50)).get();
                System.out.println(pid + " "
                        + report.survivors().stream()
                                .map(each -> "survivor=" + each.pid())
                                .toList()
                        + " complete=" + report.complete());
            }
            case "blind" -> {
                end(provider, provider.spawn(PtyProviderContract.sh("read x"), new RecordingHandler(), time));
                if (new EngineException("loads what a report needs", null)
                        .toString()
                        .isEmpty()) {
                    throw new AssertionError("an exception without words");
                }
                RecordingHandler handler = new RecordingHandler();
                Pty pty = provider.spawn(
                        PtyProviderContract.sh("trap '' HUP; echo pid=$$; echo ready; exec sleep 1000"), handler, time);
                System.out.println(pids(handler).get(0) + (isLoaded("Errno") ? "" : " Errno is not loaded"));
                System.out.flush();
                System.in.read();
                System.out.println(end(provider, pty));
                System.out.flush();
                System.exit(0);
            }
            case "hangup" -> {
                RecordingHandler handler = new RecordingHandler();
                Pty pty = provider.spawn(PtyProviderContract.command("sleep", "1000"), handler, time);
                KillReport report =
                        provider.end(List.of(pty), Duration.ofSeconds(10)).get();
                System.out.println("HUP is ignored: " + ignoresHangup() + "; "
                        + handler.exit().get() + " after "
                        + report.gone().get(0).lastSignal().orElseThrow().name());
            }
            case "exhaust" -> {
                RecordingHandler first = new RecordingHandler(); // loads what stays open: libraries, random numbers
                Pty loader = provider.spawn(PtyProviderContract.sh("exit 0"), first, time);
                first.exit().get();
                provider.end(List.of(loader), Duration.ZERO).get();
                CompletableFuture.runAsync(loader::close, loader.loop()).get();
                while (!time.threads().isEmpty()) {
                    Thread.onSpinWait();
                }
                int before = OpenDescriptors.now().targets().size();
                List<Pty> ptys = new ArrayList<>();
                String outcome = "";
                while (outcome.isEmpty()) {
                    try {
                        ptys.add(provider.spawn(
                                PtyProviderContract.command("sleep", "1000"), new RecordingHandler(), time));
                    } catch (SpawnException e) {
                        outcome = e.errno().getAsInt() + " after " + ptys.size() + ": " + e.getMessage();
                    }
                }
                provider.end(ptys, Duration.ZERO).get();
                for (Pty pty : ptys) {
                    CompletableFuture.runAsync(pty::close, pty.loop()).get();
                }
                while (LivePtys.count() > 0 || !time.threads().isEmpty()) {
                    Thread.onSpinWait();
                }
                int leaked = OpenDescriptors.now().targets().size() - before;
                System.out.println(outcome + "; leaked " + leaked);
            }
            case "scarce" -> System.out.println(startWithFree(Integer.parseInt(args[2]), provider, time));
            case "lost-terminal" -> System.out.println(startWithoutTerminal());
            case "enter" -> {
                PtySpec spec = new PtySpec("a", List.of("sh"), Path.of(args[2]), Map.of("PATH", "/bin"), 24, 80);
                try {
                    provider.check(spec);
                    System.out.println("it may be entered");
                } catch (InvalidSpecException e) {
                    System.out.println(e.field() + ": " + e.getMessage());
                }
            }
            case "status" -> {
                RecordingHandler handler = new RecordingHandler();
                provider.spawn(PtyProviderContract.sh("exit 7"), handler, time);
                System.out.println(handler.exit().get());
            }
            default -> throw new IllegalArgumentException(args[1]);
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    /** Whether a class of the engine is there for a JVM that can open no more files. */
    private static boolean isLoaded(String name) throws ReflectiveOperationException {
        Method find = ClassLoader.class.getDeclaredMethod("findLoadedClass", String.class);
        find.setAccessible(true);
        return find.invoke(JvmLifeProgram.class.getClassLoader(), "dev.wsh.impl.pty." + name) != null;
    }

    private static String choice(String name) {
        try {
            return PtyProviders.choose(Optional.of(name)).toString();
        } catch (EngineException e) {
            return e.getMessage();
        }
    }

    /** What comes of a start when so many descriptors are free, and how many processes are left of one that failed. */
    private static String startWithFree(int free, PtyProvider provider, TestTime time) throws Exception {
        RecordingHandler loaded = new RecordingHandler(); // with no descriptor free no class can be loaded
        provider.spawn(PtyProviderContract.sh("exit 0"), loaded, time);
        loaded.exit().get();
        try {
            provider.spawn(PtyProviderContract.command("no-such-program"), loaded, time);
        } catch (SpawnException expected) {
            Errno.text(Errno.EMFILE);
        }
        Deque<Integer> hoard = new ArrayDeque<>();
        int fd;
        while ((fd = LibC.eventfd(0, 0x80000)) >= 0) {
            hoard.push(fd);
        }
        for (int i = 0; i < free; i++) {
            LibC.close(hoard.pop());
        }
        RecordingHandler handler = new RecordingHandler();
        OptionalInt errno = OptionalInt.empty();
        try {
            provider.spawn(PtyProviderContract.sh("printf started"), handler, time);
        } catch (SpawnException e) {
            errno = e.errno();
        }
        hoard.forEach(LibC::close);
        if (errno.isEmpty()) {
            handler.exit().get();
        }
        return errno + " " + handler.text() + " "
                + ProcessHandle.current().children().count();
    }

    /** A child that cannot open its terminal, as when descriptors run out between the proof and the fork. */
    private static String startWithoutTerminal() {
        PtySpec spec = PtyProviderContract.command("sleep", "1000");
        Master master = Master.open(24, 80, "sleep");
        String outcome;
        try {
            ForkLauncher.launch(spec, Executables.find(spec), master.fd(), "/no/such/terminal");
            outcome = "started";
        } catch (SpawnException e) {
            outcome = e.errno() + " " + e.getMessage();
        }
        return outcome + "; " + ProcessHandle.current().children().count();
    }

    private static String end(PtyProvider provider, Pty pty) throws InterruptedException {
        try {
            return provider.end(List.of(pty), Duration.ofMillis(60)).get().toString();
        } catch (ExecutionException e) {
            return e.getCause().toString();
        }
    }

    private static boolean ignoresHangup() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(
                                        line.substring("SigIgn:".length()).strip(), 16)
                                & 1)
                        == 1);
    }

    private static void start(PtyProvider provider, TestTime time) throws Exception {
        List<String> pids = new ArrayList<>();
        for (String line : List.of(
                "echo pid=$$; echo ready; exec sleep 1000",
                "echo pid=$$; sleep 1000 & echo pid=$!; echo ready; wait",
                "trap '' HUP; echo pid=$$; echo ready; while :; do sleep 1000; done",
                "setsid sh -c 'echo pid=$$; echo ready; exec sleep 1000'")) {
            pids.addAll(pids(provider, time, line));
        }
        System.out.println(String.join(" ", pids));
        System.out.flush();
    }

    private static List<String> pids(PtyProvider provider, TestTime time, String line) throws Exception {
        RecordingHandler handler = new RecordingHandler();
        provider.spawn(PtyProviderContract.sh(line), handler, time);
        return pids(handler);
    }

    private static List<String> pids(RecordingHandler handler) throws Exception {
        return handler.shows("ready\r\n")
                .get()
                .lines()
                .filter(each -> each.startsWith("pid="))
                .toList();
    }
}
