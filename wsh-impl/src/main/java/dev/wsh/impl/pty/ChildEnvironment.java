package dev.wsh.impl.pty;

import dev.wsh.spi.PtySpec;
import java.util.ArrayList;
import java.util.List;

/** The environment that a child gets: that of its spec, and the marker by which its processes are found again. */
final class ChildEnvironment {
    private ChildEnvironment() {}

    /** As {@code NAME=value}; the marker is first, so that a scan finds it early. */
    static List<String> of(PtySpec spec) {
        List<String> all = new ArrayList<>(spec.env().size() + 1);
        all.add(ProcessTree.MARKER + "=" + spec.sessionId());
        spec.env().forEach((name, value) -> {
            if (!name.equals(ProcessTree.MARKER)) {
                all.add(name + "=" + value);
            }
        });
        return all;
    }
}
