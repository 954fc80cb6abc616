package dev.wsh.impl.group;

import dev.wsh.InputRejectedException;
import dev.wsh.SessionEndedException;
import dev.wsh.impl.session.DefaultSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The members of a group that did not take its input. Confined to one call. */
final class Refusals {

    /** Of how many the message tells; all are suppressed exceptions of it. */
    private static final int MOST_TOLD = 10;

    private final Map<String, RuntimeException> byName = new LinkedHashMap<>();
    private int asked;

    /** Does something to one member, and keeps what it throws, unless the member has ended. */
    void collect(DefaultSession session, Runnable action) {
        asked++;
        try {
            action.run();
        } catch (SessionEndedException e) {
            asked--;
            throw e;
        } catch (RuntimeException e) {
            byName.put(session.name(), e);
        }
    }

    void throwIfAny() {
        if (byName.isEmpty()) {
            return;
        }
        String told = byName.entrySet().stream()
                .limit(MOST_TOLD)
                .map(each -> "\"" + each.getKey() + "\": " + each.getValue().getMessage())
                .collect(Collectors.joining("; "));
        int more = byName.size() - MOST_TOLD;
        InputRejectedException failure = new InputRejectedException(byName.size() + " of " + asked
                + " sessions did not take the input; the others did. " + told
                + (more > 0 ? "; and " + more + " more" : ""));
        byName.values().forEach(failure::addSuppressed);
        throw failure;
    }
}
