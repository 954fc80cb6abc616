package dev.wsh.architecture;

import dev.wsh.architecture.CompiledClass.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The seam for time and threads: what only the real time source may ask the JDK for. Methods that a subclass inherits are
 * found by name and parameters whatever the owner, so a call on a subclass is no way around.
 */
final class TimeSeam {
    private static final String EXEMPT_PACKAGE = "dev/wsh/impl/time";

    private static final Pattern CLOCK = Pattern.compile("java/lang/System\\.(nanoTime|currentTimeMillis)\\(.*"
            + "|java/time/\\w+(/\\w+)?\\.now\\(.*"
            + "|java/time/Clock\\.(system|tick)\\w*\\(.*"
            + "|java/util/Date\\.<init>\\(\\)V"
            + "|java/util/Calendar\\.getInstance\\(.*");

    private static final Pattern POOL = Pattern.compile("java/lang/Thread\\.(<init>|start\\w+|of[A-Z]\\w*)\\(.*"
            + "|java/util/Timer\\.<init>\\(.*"
            + "|java/util/concurrent/(Executors|ForkJoinPool)\\..*"
            + "|java/util/concurrent/\\w*ThreadPoolExecutor\\.<init>\\(.*"
            + "|java/util/concurrent/SubmissionPublisher\\.<init>\\(\\)V"
            + "|.*\\.(parallelStream|parallel)\\(\\).*");

    private static final Pattern BLOCKING = Pattern.compile("(sleep|wait|join)\\(JI?\\).*"
            + "|(parkNanos|parkUntil|awaitNanos|timedWait|timedJoin)\\(.*J\\).*"
            + "|awaitUntil\\(Ljava/util/Date;\\).*"
            + "|waitFor\\(.*");

    /** Calls that have to be, by class and method; each is said why. */
    static final Set<String> EXCEPTIONS = Set.of(
            // For a pending without a clock, or one that is done: the user's own timed get, as the JDK means it.
            "dev/wsh/Pending calls dev/wsh/Stages.get(JLjava/util/concurrent/TimeUnit;)" + "Ljava/lang/Object;",
            // For a pending without a clock, which nothing of the engine drives, on the JDK's clock.
            "dev/wsh/Pending calls dev/wsh/Stages.orTimeout(JLjava/util/concurrent/TimeUnit;)"
                    + "Ljava/util/concurrent/CompletableFuture;",
            "dev/wsh/Pending calls dev/wsh/Stages.completeOnTimeout(Ljava/lang/Object;"
                    + "JLjava/util/concurrent/TimeUnit;)Ljava/util/concurrent/CompletableFuture;",
            // What the compiler makes of overriding them with a narrower type: each calls the method beside it.
            "dev/wsh/Pending calls dev/wsh/Pending.orTimeout(JLjava/util/concurrent/TimeUnit;)Ldev/wsh/Pending;",
            "dev/wsh/Pending calls dev/wsh/Pending.completeOnTimeout(Ljava/lang/Object;"
                    + "JLjava/util/concurrent/TimeUnit;)Ldev/wsh/Pending;",
            // The timed get, in a subclass that notes that someone looked; it waits on the engine's clock.
            "dev/wsh/impl/wait/EnginePending calls dev/wsh/Pending.get(JLjava/util/concurrent/TimeUnit;)"
                    + "Ljava/lang/Object;",
            // A test is over and its engine closed, and with it every clock; an engine's thread may still be ending.
            "dev/wsh/testkit/Leaks calls java/lang/Thread.join(J)V",
            // A shutdown hook has to be a thread, and runs when there is no engine any more.
            "dev/wsh/impl/run/CommandFolders$Hook calls java/lang/Thread.<init>(Ljava/lang/String;)V",
            "dev/wsh/impl/pty/LivePtys$Hook calls java/lang/Thread.<init>(Ljava/lang/String;)V",
            // The heap is full, and who asks for time would need memory.
            "dev/wsh/impl/lock/Insist calls java/lang/System.nanoTime()J",
            "dev/wsh/impl/lock/Insist calls java/util/concurrent/locks/LockSupport.parkNanos(J)V");

    private TimeSeam() {}

    /** The forbidden calls in the classes, one line each, exceptions among them. */
    static List<String> violations(List<CompiledClass> classes) {
        List<String> found = new ArrayList<>();
        for (CompiledClass each : classes) {
            if (!each.packageName().equals(EXEMPT_PACKAGE)) {
                each.calls().stream()
                        .filter(TimeSeam::isForbidden)
                        .map(call -> each.name() + " calls " + call)
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static boolean isForbidden(Call call) {
        String whole = call.toString();
        return CLOCK.matcher(whole).matches()
                || POOL.matcher(whole).matches()
                || BLOCKING.matcher(call.name() + call.descriptor()).matches()
                || takesTimeout(call)
                || isAsyncWithoutExecutor(call);
    }

    /** Every timed method of the JDK takes a unit: get, poll, await, orTimeout, schedule, delayedExecutor, tryLock. */
    private static boolean takesTimeout(Call call) {
        return call.descriptor().contains("JLjava/util/concurrent/TimeUnit;")
                && !call.owner().equals("java/util/concurrent/TimeUnit");
    }

    /** The default executor of a pending is the engine's. */
    private static boolean isAsyncWithoutExecutor(Call call) {
        return call.name().endsWith("Async")
                && !call.descriptor().contains("Ljava/util/concurrent/Executor;")
                && !call.descriptor().endsWith(")Ldev/wsh/Pending;");
    }
}
