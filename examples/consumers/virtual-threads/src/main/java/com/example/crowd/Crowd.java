package com.example.crowd;

import dev.wsh.ExitStatus;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Talks to many programs at once, each by plain code that blocks. */
public final class Crowd {

    /** Who asks, for the code below a conversation. */
    public static final ScopedValue<String> WHO = ScopedValue.newInstance();

    private final Wsh wsh;

    /**
     * Makes it.
     *
     * @param wsh runs the programs
     */
    public Crowd(Wsh wsh) {
        this.wsh = wsh;
    }

    /**
     * Holds so many conversations at once, one in each virtual thread.
     *
     * @param count how many
     * @return what was said, in the order of the conversations
     * @throws InterruptedException if the caller is interrupted
     * @throws ExecutionException if one fails
     */
    public List<String> talk(int count) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> talks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String name = "guest-" + i;
                talks.add(threads.submit(() -> ScopedValue.where(WHO, name).call(this::one)));
            }
            List<String> all = new ArrayList<>();
            for (Future<String> talk : talks) {
                all.add(talk.get());
            }
            return all;
        }
    }

    private String one() {
        String line = "read -r name; read -r mood; echo \"hello $name, $mood\"";
        try (Session session = wsh.start(SessionSpec.shellCommand("stty -echo; echo who?; " + line))) {
            session.awaitText("who?").block();
            session.sendLine(WHO.get());
            session.sendLine("fine");
            String said = session.awaitText("hello ").block().line();
            ExitStatus end = session.onExit().block();
            return said + ", " + end;
        }
    }
}
