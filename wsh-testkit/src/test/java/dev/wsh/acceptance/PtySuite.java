package dev.wsh.acceptance;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs all tests on real terminals, those tagged {@code pty}, many times in one JVM: what fails once in a hundred runs is
 * wrong. {@code ./mvnw -q -DskipTests -Ppty-suite -Dtimes=100 verify}
 */
public final class PtySuite {

    private PtySuite() {}

    /**
     * Ends with 0 if every run passed, else with 1.
     *
     * @param args how many times
     */
    public static void main(String[] args) {
        int times = Integer.parseInt(args[0]);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(List.of(selectPackage("dev.wsh.acceptance"), selectPackage("dev.wsh.impl.pty")))
                .filters(TagFilter.includeTags("pty"), TagFilter.excludeTags("soak"))
                .build();
        int failedRuns = 0;
        for (int run = 1; run <= times; run++) {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create().execute(request, listener);
            TestExecutionSummary summary = listener.getSummary();
            System.out.printf(
                    "run %3d of %d: %d passed, %d failed, %d skipped, %d ms%n",
                    run,
                    times,
                    summary.getTestsSucceededCount(),
                    summary.getTotalFailureCount(),
                    summary.getTestsAbortedCount(),
                    summary.getTimeFinished() - summary.getTimeStarted());
            if (summary.getTotalFailureCount() > 0 || summary.getTestsSucceededCount() == 0) {
                failedRuns++;
                summary.printFailuresTo(new PrintWriter(System.out, /* autoFlush= */ true, StandardCharsets.UTF_8), 20);
            }
        }
        System.out.printf("%d of %d runs passed%n", times - failedRuns, times);
        System.exit(failedRuns == 0 ? 0 : 1);
    }
}
