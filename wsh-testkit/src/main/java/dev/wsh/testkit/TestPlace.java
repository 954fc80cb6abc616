package dev.wsh.testkit;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Which test it is.
 *
 * @param type the test class; empty above all classes
 * @param method the test method; empty for what belongs to the class
 * @param run the number of a parameterised or repeated run, as in {@code [1]}; empty for a plain test
 * @param repeated whether all runs are the same
 */
record TestPlace(Optional<Class<?>> type, String method, String run, boolean repeated) {

    private static final Pattern RUN = Pattern.compile("invocation:#(\\d+)");

    static TestPlace of(ExtensionContext context) {
        StringBuilder run = new StringBuilder();
        Matcher matcher = RUN.matcher(context.getUniqueId());
        while (matcher.find()) {
            run.append('[').append(matcher.group(1)).append(']');
        }
        Optional<Method> method = context.getTestMethod();
        return new TestPlace(
                context.getTestClass(),
                method.map(Method::getName).orElse(""),
                run.toString(),
                AnnotationSupport.isAnnotated(method, RepeatedTest.class));
    }

    /** {@return the name of its folder of files, different for each test} */
    String folder() {
        String name = type.map(Class::getName).orElse("run");
        return name + (method.isEmpty() ? "" : "." + method) + run;
    }

    /** {@return the folder of its class's golden screens, below the root of them all} */
    String screens() {
        return type.map(found -> found.getName().replace('.', '/').replace('$', '.'))
                .orElse("run");
    }

    /** {@return what the names of its golden screens begin with; empty for what belongs to the class} */
    String screen() {
        return method + (repeated ? "" : run);
    }
}
