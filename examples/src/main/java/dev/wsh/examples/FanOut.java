package dev.wsh.examples;

import dev.wsh.ExitStatus;
import dev.wsh.Outcomes;
import dev.wsh.Session;
import dev.wsh.Settled;
import dev.wsh.Wsh;
import dev.wsh.WshException;
import dev.wsh.examples.Run.Result;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Fan-out: runs commands in parallel, each in a terminal session of its own, reports each one as it goes quiet or ends,
 * and gathers the results.
 *
 * <pre>
 * java -Dcommands='make -C api ;; make -C web ;; npm test' dev.wsh.examples.FanOut
 * </pre>
 */
public final class FanOut {
    private static final String USAGE = """
            usage: FanOut [-Dcommands='<line> ;; <line> ...'] [-Dwatch=true]

            Runs each command in a terminal session of its own, all at once, and gathers the results.
            Each command is a line for /bin/sh. Between two commands stands ;; or the end of a line.
            Without -Dcommands it runs some samples.
            With -Dwatch=true it prints the address of a page that shows them live; press Enter to end that.

            Ends with 0 if all succeeded, with 1 if one failed, with 2 if it was called in a wrong way.""";

    /** A session that prints nothing for so long is reported: it may wait for an answer. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    /** How long to wait for the next one before the progress is drawn again. */
    private static final Duration FRAME = Duration.ofMillis(200);

    private static final int LAST_LINES = 3;

    private FanOut() {}

    /**
     * Runs the commands of the system property {@code commands}, or samples.
     *
     * @param args none
     */
    public static void main(String[] args) {
        System.exit(run(args, System.getProperty("commands", ""), System.out, System.err));
    }

    static int run(String[] args, String commands, PrintStream out, PrintStream err) {
        if (args.length > 0) {
            boolean asked = args[0].equals("--help") || args[0].equals("-h");
            (asked ? out : err).println(USAGE);
            return asked ? 0 : 2;
        }
        List<Job> jobs;
        try {
            jobs = commands.isEmpty() ? Job.samples() : Job.parse(commands);
        } catch (IllegalArgumentException e) {
            err.println("fan-out: " + e.getMessage() + "\n\n" + USAGE);
            return 2;
        }
        try {
            return run(jobs, out);
        } catch (WshException e) {
            err.println("fan-out: " + e.getMessage());
            return 2;
        }
    }

    private static int run(List<Job> jobs, PrintStream out) {
        long begin = System.nanoTime();
        List<Result> results;
        try (Wsh wsh = open(jobs.size());
                Watch watch = Watch.open(wsh, out)) {
            try (Progress progress = progress(jobs.size(), out)) {
                results = fanOut(wsh, jobs, progress, !watch.isOn());
            }
            report(results, Duration.ofNanos(System.nanoTime() - begin), out);
            watch.awaitEnter();
        }
        return results.stream().allMatch(result -> result.status().success()) ? 0 : 1;
    }

    /** The pattern itself: starts all, reports each that settles, gathers the results in the order of the jobs. */
    static List<Result> fanOut(Wsh wsh, List<Job> jobs, Progress progress) {
        return fanOut(wsh, jobs, progress, /* closeEach= */ true);
    }

    private static List<Result> fanOut(Wsh wsh, List<Job> jobs, Progress progress, boolean closeEach) {
        Map<Session, Run> runs = new LinkedHashMap<>();
        for (Job job : jobs) {
            Run run = Run.start(wsh, job);
            runs.put(run.session(), run);
            progress.started(run);
        }

        Map<Session, Result> results = new HashMap<>();
        Outcomes turn = wsh.tagged("ci").outcomes(); // a race with a memory: gives each outcome once
        while (!turn.isDrained()) {
            Optional<Settled> next = turn.awaitAnyIdle(QUIET).within(FRAME).blockOptional();
            progress.update();
            if (next.isPresent()) { // the first that went quiet or ended; empty while all are busy
                Settled settled = next.get();
                Run run = Objects.requireNonNull(runs.get(settled.session()));
                progress.settled(run, settled);
                settled.exitStatus().ifPresent(status -> results.put(run.session(), gather(run, status, closeEach)));
            }
        }
        return runs.keySet().stream().map(results::get).toList();
    }

    private static Result gather(Run run, ExitStatus status, boolean close) {
        Result result = run.result(status, LAST_LINES);
        if (close) {
            run.session().close(); // its purpose is served: it leaves the lists, and stays readable
        }
        return result;
    }

    /** Room for all jobs at once, and for all that have ended until the cursor has reported them. */
    private static Wsh open(int jobs) {
        return Wsh.builder().maxSessions(jobs).retainEnded(jobs).open();
    }

    private static Progress progress(int jobs, PrintStream out) {
        Optional<Stdout> terminal = Stdout.terminal().filter(stdout -> stdout.rows() > jobs + 1);
        return terminal.isPresent() ? new TableProgress(out, terminal.get().cols()) : new PlainProgress(out);
    }

    private static void report(List<Result> results, Duration took, PrintStream out) {
        for (Result result : results) {
            out.printf(
                    "%n%s: %s after %s: %s%n",
                    result.job().name(),
                    result.status(),
                    Progress.seconds(result.took()),
                    result.job().line());
            result.lastLines().forEach(line -> out.println("    " + line));
        }
        List<String> failed = results.stream()
                .filter(result -> !result.status().success())
                .map(result -> result.job().name() + " (" + result.status() + ")")
                .toList();
        out.printf(
                "%n%d of %d succeeded in %s%s%n",
                results.size() - failed.size(),
                results.size(),
                Progress.seconds(took),
                failed.isEmpty() ? "" : "; failed: " + String.join(", ", failed));
    }
}
