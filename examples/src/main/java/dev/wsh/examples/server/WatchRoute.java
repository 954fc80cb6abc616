package dev.wsh.examples.server;

import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionGroup;
import dev.wsh.SessionInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows many sessions to one viewer, for {@code page.html}: who is there, and of each screen the rows that have changed. How
 * fast a viewer reads decides how many screens it gets; the newest always comes.
 */
final class WatchRoute {

    /** A session's screens come no faster. */
    private static final Duration FRAME = Duration.ofMillis(50);

    /** How often names, tags and exits are looked at. */
    private static final Duration LOOK = Duration.ofMillis(250);

    /** After so many looks without news the client is asked whether it is still there. */
    private static final int QUIET_LOOKS = 20;

    private final Directory directory;
    private final Streams streams;

    WatchRoute(Directory directory, Streams streams) {
        this.directory = directory;
        this.streams = streams;
    }

    Route route() {
        return Route.of("GET", "/watch", this::run, "tag");
    }

    /** What a viewer is told of a session besides its screen. */
    record Card(
            String id, String name, Collection<String> tags, String state, String command, Views.@Nullable Exit exit) {}

    /** A session that is listed no more. */
    record Gone(String id) {}

    private void run(Call call) throws IOException {
        SessionGroup group = directory.group(call.all("tag"));
        Mailbox mailbox = new Mailbox();
        streams.run(call, mailbox::wake, () -> {
            try (Viewer viewer = new Viewer(EventStream.open(call.exchange()), group, mailbox)) {
                viewer.run(streams);
            }
        });
    }

    /** One connection. */
    private static final class Viewer implements AutoCloseable {
        private final EventStream events;
        private final SessionGroup group;
        private final Mailbox mailbox;
        private final Map<Session, Shown> shown = new LinkedHashMap<>();
        private int quiet;

        /** What is known of a session on the other side. */
        private static final class Shown {
            private final Mailbox.Box box;
            private final Frame frame = new Frame();
            private @Nullable Card card;

            Shown(Mailbox.Box box) {
                this.box = box;
            }
        }

        Viewer(EventStream events, SessionGroup group, Mailbox mailbox) {
            this.events = events;
            this.group = group;
            this.mailbox = mailbox;
        }

        void run(Streams streams) throws IOException, InterruptedException {
            long nextLook = System.nanoTime();
            boolean closing = false;
            while (!closing) {
                closing = streams.isClosing();
                long left = nextLook - System.nanoTime();
                if (left <= 0 || closing) {
                    look();
                    nextLook = System.nanoTime() + LOOK.toNanos();
                }
                Map<Session, Screen> screens =
                        mailbox.take(closing ? Duration.ZERO : Duration.ofNanos(Math.max(0, left)));
                for (Map.Entry<Session, Screen> entry : screens.entrySet()) {
                    Shown known = shown.get(entry.getKey());
                    if (known != null) {
                        send("screen", known.frame.next(entry.getKey().id(), entry.getValue()));
                    }
                }
            }
            events.send("end", new OutputRoute.End("closing", null));
        }

        private void look() throws IOException {
            Set<Session> present = new LinkedHashSet<>(group.ended());
            present.addAll(group.sessions());
            for (Session session : present) {
                Shown known = shown.get(session);
                if (known == null) {
                    known = new Shown(mailbox.open(session, FRAME));
                    shown.put(session, known);
                }
                Card card = card(session.info());
                if (!card.equals(known.card)) {
                    known.card = card;
                    send("session", card);
                }
            }
            for (Session session : Set.copyOf(shown.keySet())) {
                if (!present.contains(session)) {
                    Shown known = shown.remove(session);
                    if (known != null) {
                        known.box.cancel();
                    }
                    send("gone", new Gone(session.id()));
                }
            }
            if (++quiet >= QUIET_LOOKS) {
                quiet = 0;
                events.comment("still here");
            }
        }

        private void send(String kind, Object data) throws IOException {
            quiet = 0;
            events.send(kind, data);
        }

        @Override
        public void close() {
            shown.values().forEach(known -> known.box.cancel());
        }

        private static Card card(SessionInfo info) {
            return new Card(
                    info.id(),
                    info.name(),
                    info.tags(),
                    Views.lower(info.state()),
                    String.join(" ", info.command()),
                    info.exitStatus().map(Views::of).orElse(null));
        }
    }
}
