package com.example.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.wsh.CommandResult;
import dev.wsh.ExitStatus;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import dev.wsh.Wsh;
import dev.wsh.testkit.Results;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** The interfaces are mocked; the results are real ones, which the test kit and the API make. */
class DeployerTest {

    private final Wsh wsh = mock();
    private final Session session = mock();

    @BeforeEach
    void checksPass() {
        when(wsh.run(any())).thenReturn(Pending.completed(Results.command("./check", 0, "all is well\n")));
        when(wsh.start(argThat(DeployerTest::deploys))).thenReturn(session);
    }

    private static boolean deploys(SessionSpec spec) {
        return spec.equals(SessionSpec.command("./deploy"));
    }

    @Test
    void checks_fail_nothingIsStarted() {
        CommandResult broken = Results.command("./check", 3, "2 tests failed\n");
        when(wsh.run(any())).thenReturn(Pending.completed(broken));
        assertEquals("not deployed, checks ended with 3: 2 tests failed", new Deployer(wsh).deploy());
        assertEquals(List.of("2 tests failed"), broken.lines());
        verify(wsh, never()).start(any());
    }

    @Test
    void question_isAnsweredAndTheSessionClosed() {
        Match question = Results.match(Results.screen("checking\ndeploy 1.2 to production? "), "deploy ");
        when(session.awaitText("deploy ")).thenReturn(Pending.completed(question));
        when(session.onExit()).thenReturn(Pending.completed(ExitStatus.ofCode(0)));
        assertEquals("deploy 1.2 to production?", new Deployer(wsh).deploy());
        InOrder order = inOrder(session);
        order.verify(session).sendLine("y");
        order.verify(session).close();
        assertEquals(1, question.row());
    }

    @Test
    void deploy_fails_theScreenIsTold() {
        Match question = Results.match(Results.screen("deploy 1.2? "), "deploy ");
        when(session.awaitText("deploy ")).thenReturn(Pending.completed(question));
        when(session.onExit()).thenReturn(Pending.completed(ExitStatus.ofCode(1)));
        when(session.screen()).thenReturn(Results.screen("deploy 1.2? y\nno route to host"));
        assertEquals("failed at no route to host", new Deployer(wsh).deploy());
    }

    @Test
    void question_doesNotCome_timeOutIsHandled() {
        when(session.awaitText("deploy "))
                .thenReturn(Pending.failed(new WaitTimeoutException("deploy", List.of())));
        assertEquals("not asked: 0 sessions were looked at", new Deployer(wsh).deploy());
        verify(session).close();
    }
}
