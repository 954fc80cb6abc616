package dev.wsh.testkit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Which test it is.
 *
 * @param type the test class; empty above all classes
 * @param method the test method; empty for what belongs to the class
 * @param run the number of a parameterised or repeated run, from 1; empty for a plain test
 */
record TestPlace(Optional<Class<?>> type, String method, String run) {

    private static final Pattern RUN = Pattern.compile("invocation:#(\\d+)");

    static TestPlace of(ExtensionContext context) {
        StringBuilder run = new StringBuilder();
        Matcher matcher = RUN.matcher(context.getUniqueId());
        while (matcher.find()) {
            run.append('[').append(matcher.group(1)).append(']');
        }
        String method = context.getTestMethod().map(found -> found.getName()).orElse("");
        return new TestPlace(context.getTestClass(), method, run.toString());
    }

    /** {@return the name of its folder of files, different for each test} */
    String folder() {
        String name = type.map(Class::getName).orElse("run");
        return name + (method.isEmpty() ? "" : "." + method) + run;
    }
}
