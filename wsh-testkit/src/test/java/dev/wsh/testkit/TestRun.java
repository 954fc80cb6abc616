package dev.wsh.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Tests that run inside a test, and how they came out. */
record TestRun(Map<String, Throwable> failures, List<String> passed, List<String> skipped) {

    static TestRun of(Class<?> type, String... parameters) {
        TestRun run = new TestRun(new ConcurrentHashMap<>(), new ArrayList<>(), new ArrayList<>());
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .configurationParameter("junit.jupiter.conditions.deactivate", "none");
        for (String parameter : parameters) {
            String[] pair = parameter.split("=", -1);
            request.configurationParameter(pair[0], pair[1]);
        }
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .build();
        LauncherDiscoveryRequest built = request.build();
        LauncherFactory.create(config).execute(built, new TestExecutionListener() {
            @Override
            public void executionSkipped(TestIdentifier test, String reason) {
                run.skipped.add(test.getDisplayName() + ": " + reason);
            }

            @Override
            public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(e -> run.failures.put(test.getDisplayName(), e));
                if (test.isTest() && result.getThrowable().isEmpty()) {
                    run.passed.add(test.getDisplayName());
                }
            }
        });
        return run;
    }

    String failure(String test) {
        Throwable e = failures.get(test);
        assertTrue(e != null, () -> test + " did not fail: " + this);
        return e + "\n" + Arrays.toString(e.getSuppressed());
    }
}
