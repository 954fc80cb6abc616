package dev.wsh.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What users can call is called by a test: each public method of {@code dev.wsh} stands in the byte code of a test class.
 * That a test asserts on it is left to whoever reads the test.
 *
 * <p>A method that overrides one of another type of {@code dev.wsh} is tested with that. What javac makes of
 * records and enums is left out.
 */
class ApiIsTestedTest {

    private static final List<String> TESTED_BY = List.of("wsh-api", "wsh-impl", "wsh-testkit");

    @Test
    @DisplayName("each public method of dev.wsh is called by a test")
    void publicMethods_allOf_areCalledByTests() {
        List<CompiledClass> tests = TESTED_BY.stream()
                .flatMap(module -> ProjectTree.classesUnder(ProjectTree.testClassFolder(module)).stream())
                .toList();
        assertEquals("", String.join("\n", uncalled(tests)));
    }

    @Test
    @DisplayName("Twin: one test class alone calls few of them")
    void publicMethods_ofOneTestClass_areMissing() {
        List<CompiledClass> one = ProjectTree.classesUnder(ProjectTree.testClassFolder("wsh-testkit")).stream()
                .filter(compiled -> compiled.name().endsWith("/ValuesTest"))
                .toList();
        List<String> missing = uncalled(one);
        assertTrue(missing.size() > 150, missing::toString);
        assertTrue(missing.contains("dev.wsh.Session.awaitText/1"), missing::toString);
        assertFalse(missing.contains("dev.wsh.TagFilter.or/1"), missing::toString);
    }

    private static List<String> uncalled(List<CompiledClass> tests) {
        Set<String> used = used(tests);
        return offered().filter(member -> !used.contains(member)).sorted().toList();
    }

    /** Those of types that users see. */
    private static Stream<String> offered() {
        return ProjectTree.classes("wsh-api").stream()
                .filter(compiled -> compiled.packageName().equals("dev/wsh"))
                .flatMap(compiled -> load(compiled.name()).stream())
                .filter(ApiIsTestedTest::isPublic)
                .flatMap(ApiIsTestedTest::methods);
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    private static Stream<String> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !isMadeByCompiler(type, method) && !isInherited(type, method))
                .map(method -> name(type, method));
    }

    private static String name(Class<?> type, Method method) {
        return type.getName() + "." + method.getName() + "/" + method.getParameterCount();
    }

    private static boolean isMadeByCompiler(Class<?> type, Method method) {
        boolean ofObject = Stream.of("equals", "hashCode", "toString").anyMatch(method.getName()::equals);
        boolean ofEnum = type.isEnum() && Stream.of("values", "valueOf").anyMatch(method.getName()::equals);
        boolean ofRecord = type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(part -> part.getAccessor().equals(method));
        return ofObject || ofEnum || ofRecord;
    }

    /** Tells whether a type above, but not of the JDK, has the method too. */
    private static boolean isInherited(Class<?> type, Method method) {
        return above(type)
                .filter(other -> other.getName().startsWith("dev.wsh."))
                .anyMatch(other -> isInherited(other, method)
                        || Arrays.stream(other.getDeclaredMethods())
                                .anyMatch(declared -> declared.getName().equals(method.getName())
                                        && Arrays.equals(declared.getParameterTypes(), method.getParameterTypes())));
    }

    private static Stream<Class<?>> above(Class<?> type) {
        return Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
    }

    /** What classes refer to, under the name of the type that declares it. */
    private static Set<String> used(List<CompiledClass> classes) {
        Set<String> used = new HashSet<>();
        for (CompiledClass compiled : classes) {
            for (CompiledClass.Call call : compiled.calls()) {
                if (call.owner().startsWith("dev/wsh/")) {
                    load(call.owner()).ifPresent(owner -> used.addAll(declaring(owner, call)));
                }
            }
        }
        return used;
    }

    /** The types above the owner of a call that declare what it calls; a method of the owner hides them. */
    private static List<String> declaring(Class<?> owner, CompiledClass.Call call) {
        List<String> found = new ArrayList<>();
        for (Method method : owner.getDeclaredMethods()) {
            if (method.getName().equals(call.name()) && descriptor(method).equals(call.descriptor())) {
                found.add(name(owner, method));
            }
        }
        if (found.isEmpty()) {
            above(owner).forEach(type -> found.addAll(declaring(type, call)));
        }
        return found;
    }

    private static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
    }

    /** Returns a class; empty for a test of another module that is not on this one's class path, which is no part of the API. */
    private static Optional<Class<?>> load(String internalName) {
        try {
            return Optional.of(
                    Class.forName(internalName.replace('/', '.'), false, ApiIsTestedTest.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
