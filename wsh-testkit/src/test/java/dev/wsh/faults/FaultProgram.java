package dev.wsh.faults;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.wsh.Key;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Signal;
import dev.wsh.Wsh;
import dev.wsh.WshException;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * What {@link FaultsTest} runs in a JVM of its own: the life of sessions from the start to the close, once for each place where
 * something can fail. It prints what took too long, threw what it must not, or was left.
 */
final class FaultProgram {

    /** Each operation has a deadline of 5 s; more than one may wait for what has failed. */
    private static final Duration PATIENCE = ofSeconds(25);

    private static final String MARK = "wsh-faults-" + ProcessHandle.current().pid();

    private static final List<String> wrong = new ArrayList<>();

    private FaultProgram() {}

    /** The provider, {@code calls} or {@code memory}, of how many places each first one is taken, and how often each fails. */
    public static void main(String[] args) throws Exception {
        Instrumentation jvm = (Instrumentation) Class.forName("net.bytebuddy.agent.Installer")
                .getMethod("getInstrumentation")
                .invoke(null);
        FaultAgent.install(jvm, args[1].equals("calls"));
        life(args[0]); // loads classes
        Faults.disarm();
        int descriptors = descriptors();
        life(args[0]);
        List<String> places = List.copyOf(Faults.seen());
        int step = Integer.parseInt(args[2]);
        int times = Integer.parseInt(args[3]);
        int made = 0;
        for (int i = 0; i < places.size(); i += step) {
            for (int time = 1; time <= times; time++) {
                made += lifeWithFault(args[0], places.get(i), time) ? 1 : 0;
            }
        }
        Faults.disarm();
        wrong.clear();
        life(args[0]); // all works again
        wrong.forEach(each -> System.out.println("afterwards " + each));
        if (descriptors() > descriptors + 4) {
            System.out.println("descriptors: " + descriptors() + ", before " + descriptors);
        }
        System.out.println("made up " + made + " failures at " + places.size() + " places");
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static boolean lifeWithFault(String provider, String place, int time) throws Exception {
        wrong.clear();
        Faults.arm(place, time);
        long began = System.nanoTime();
        Thread watched = new Thread(() -> life(provider), "life");
        watched.start();
        watched.join(PATIENCE.toMillis());
        if (watched.isAlive()) {
            StringBuilder stack = new StringBuilder();
            for (StackTraceElement frame : watched.getStackTrace()) {
                stack.append("\n    at ").append(frame);
            }
            System.out.println(place + ", time " + time + ": hangs" + stack);
            System.out.flush();
            Runtime.getRuntime().halt(1);
        }
        boolean hit = Faults.wasHit();
        Faults.disarm();
        awaitNothingLeft();
        wrong.forEach(each -> System.out.println(place + ", time " + time + ": " + each));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (Boolean.getBoolean("wsh.faults.print")) {
            System.out.println("# " + place + " " + time + " " + hit + " " + took.toMillis() + " ms");
        }
        return hit;
    }

    private static void life(String provider) {
        Wsh wsh = Wsh.builder()
                .ptyProvider(provider)
                .deadline(ofSeconds(5))
                .closeGrace(ofMillis(50))
                .open();
        try {
            one("start", () -> {
                Session session = wsh.start(
                        SessionSpec.command("/bin/sh", "-c", "trap '' HUP; setsid sleep 1000 & echo ready; cat")
                                .env("WSH_FAULTS", MARK));
                use(session);
                return one("kill", () -> session.kill().within(ofSeconds(10)).block());
            });
            one("start of one that ends", () -> {
                Session session = wsh.start(SessionSpec.command("/bin/sh", "-c", "sleep 1000 & exit 7")
                        .env("WSH_FAULTS", MARK));
                return session.onExit().within(ofSeconds(5)).block();
            });
        } finally {
            one("close", () -> {
                wsh.close();
                return wsh;
            });
        }
    }

    private static void use(Session session) {
        one("awaitText", () -> session.awaitText("ready").block());
        one("send", () -> session.sendLine("typed"));
        one("flushed", () -> session.flushed().within(ofSeconds(5)).block());
        one("awaitIdle", () -> session.awaitIdle(ofMillis(20)).block());
        one("resize", () -> session.resize(30, 100));
        one("signal", () -> {
            session.signal(Signal.of(28));
            return session;
        });
        one("press", () -> session.press(Key.ENTER));
        one("screen", () -> session.screen().text());
        one("snapshot", session::snapshot);
    }

    /** One public operation: it works, or throws the library's exception, or the error that was made up. */
    private static Object one(String what, Callable<?> operation) {
        long began = System.nanoTime();
        try {
            return operation.call();
        } catch (WshException | OutOfMemoryError expected) {
            return expected;
        } catch (Throwable e) {
            if (!String.valueOf(e).contains("made up")
                    && !String.valueOf(e.getCause()).contains("made up")) {
                wrong.add(what + " threw " + e);
            }
            return e;
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            if (took.compareTo(ofSeconds(16)) > 0) {
                wrong.add(what + " took " + took);
            }
        }
    }

    private static void awaitNothingLeft() throws Exception {
        long end = System.nanoTime() + ofSeconds(3).toNanos();
        List<Long> left = left();
        while (!left.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(2);
            left = left();
        }
        if (!left.isEmpty()) {
            wrong.add("left " + left);
            left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    private static List<Long> left() throws IOException {
        List<Long> left = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path each : (Iterable<Path>) all::iterator) {
                if (each.getFileName().toString().matches("\\d+") && isOurs(each)) {
                    left.add(Long.parseLong(each.getFileName().toString()));
                }
            }
        }
        return left;
    }

    private static boolean isOurs(Path process) {
        try {
            String environment =
                    new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
            return environment.contains("WSH_FAULTS=" + MARK + "\0");
        } catch (IOException e) {
            return false;
        }
    }

    private static int descriptors() {
        String[] all = Path.of("/proc/self/fd").toFile().list();
        return all == null ? 0 : all.length;
    }
}
