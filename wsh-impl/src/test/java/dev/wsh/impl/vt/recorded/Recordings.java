package dev.wsh.impl.vt.recorded;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Collectors;

/** All recordings of real programs that the tests have. */
public final class Recordings {

    /** Their names. */
    static final List<String> NAMES = List.of("vim", "less", "htop", "mc", "nano", "dialog", "fzf", "tmux", "gitlog");

    private Recordings() {}

    /** The whole output of each. */
    public static List<byte[]> all() {
        return NAMES.stream()
                .map(name -> {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    Recording.read(name).steps().forEach(step -> out.writeBytes(step.output()));
                    return out.toByteArray();
                })
                .collect(Collectors.toUnmodifiableList());
    }
}
