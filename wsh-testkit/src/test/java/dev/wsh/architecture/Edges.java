package dev.wsh.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The forbidden edges: which classes may not refer to which others. Names are in internal form, with slashes. */
enum Edges {
    NATIVE_LIBRARIES_ONLY_IN_PTY("(?!dev/wsh/impl/pty/).*", "com/(pty4j|sun/jna)/.*"),
    TERMINAL_KNOWS_NO_ENGINE("dev/wsh/impl/vt/.*", "dev/wsh/impl/(?!vt/).*"),
    TERMINAL_KNOWS_NO_SESSIONS(
            "dev/wsh/impl/vt/.*",
            "dev/wsh/(Wsh|Race|Pending|Condition|Conditions|Idle|Settled|Mark|Registration|(Session|Group)\\w*)(\\$.*)?"
                    + "|dev/wsh/spi/.*"),
    PARSER_STANDS_ALONE("dev/wsh/impl/vt/parser/.*", "dev/wsh/impl/vt/(?!parser/).*"),
    GRID_STANDS_ALONE("dev/wsh/impl/vt/grid/.*", "dev/wsh/impl/vt/(?!grid/).*"),
    API_KNOWS_ITSELF_AND_JAVA(
            "dev/wsh/(?!impl/|testkit/).*", "(?!java/|org/jspecify/|dev/wsh/(spi/|engine/)?([A-Z]|package-info)).*"),
    TESTKIT_KNOWS_NO_ENGINE("dev/wsh/testkit/.*", "dev/wsh/impl/.*");

    private final Pattern from;
    private final Pattern to;

    Edges(String from, String to) {
        this.from = Pattern.compile(from);
        this.to = Pattern.compile(to);
    }

    /** The forbidden references among the classes, one line each. */
    List<String> violations(List<CompiledClass> classes) {
        List<String> found = new ArrayList<>();
        for (CompiledClass each : classes) {
            if (from.matcher(each.name()).matches()) {
                for (String type : each.types()) {
                    if (to.matcher(type).matches()) {
                        found.add(each.name() + " -> " + type);
                    }
                }
            }
        }
        return found;
    }
}
