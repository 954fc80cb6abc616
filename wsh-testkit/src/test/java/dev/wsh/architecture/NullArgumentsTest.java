package dev.wsh.architecture;

import static dev.wsh.Conditions.cursorAt;
import static dev.wsh.Conditions.idle;
import static dev.wsh.Conditions.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Condition;
import dev.wsh.Dialogue;
import dev.wsh.Emulator;
import dev.wsh.Idle;
import dev.wsh.Input;
import dev.wsh.Key;
import dev.wsh.Outcomes;
import dev.wsh.Pending;
import dev.wsh.Race;
import dev.wsh.Region;
import dev.wsh.Session;
import dev.wsh.SessionGroup;
import dev.wsh.SessionSnapshot;
import dev.wsh.SessionSpec;
import dev.wsh.TagFilter;
import dev.wsh.TextCondition;
import dev.wsh.Wsh;
import dev.wsh.WshClosedException;
import dev.wsh.WshException;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.VirtualTime;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A {@code null} is refused at the call, by the name of its parameter: each public method and constructor of {@code dev.wsh}
 * is called once for each reference among its parameters. So is an array or a list with a {@code null} in it.
 *
 * <p>What overrides a method of the JDK does what that says; the JDK's own records and enums are left out.
 */
class NullArgumentsTest {

    /** What takes {@code null}, and why. This list may only become shorter. */
    private static final Map<String, String> MAY_BE_NULL =
            Map.of("Pending.completed(value)", "the outcome of a Pending<Void> is null");

    /** What is refused by another name, or only once it is used. This list may only become shorter. */
    private static final Set<String> NOT_YET = Set.of("TagFilter.test(tags)");

    /** Is only there inside {@code Session.update}. */
    private static final String INSIDE_A_CALL = "Session.Change.";

    private final VirtualTime time = new VirtualTime();
    private final FakePty pty = FakePty.script();
    private final Wsh wsh = Wsh.builder().timeSource(time).ptyProvider(pty).open();
    private final Map<Class<?>, Object> values = new HashMap<>();

    NullArgumentsTest() {
        Session session = wsh.start(SessionSpec.command("program"));
        Emulator emulator = Wsh.emulator(24, 80);
        emulator.feed("text".getBytes(UTF_8));
        values.putAll(Map.of(
                Wsh.class, wsh,
                Wsh.Builder.class, Wsh.builder(),
                Session.class, session,
                SessionGroup.class, wsh.tagged("none"),
                Outcomes.class, wsh.outcomes(),
                Race.class, wsh.outcomes(),
                Dialogue.class, session.dialogue(),
                SessionSnapshot.class, session.snapshot(),
                Emulator.class, emulator,
                SessionSpec.class, SessionSpec.command("program")));
        values.putAll(Map.of(
                Condition.class, cursorAt(1, 1),
                Idle.class, idle(ofSeconds(1)),
                TextCondition.class, text("a"),
                TagFilter.class, TagFilter.anyOf("a"),
                Input.class, Key.ENTER,
                Key.class, Key.ENTER,
                Region.class, Region.rows(0, 1),
                Pending.class, Pending.completed("a")));
        values.putAll(Map.of(
                String.class,
                "a",
                Object.class,
                "a",
                Duration.class,
                ofSeconds(1),
                Path.class,
                Path.of("a"),
                Pattern.class,
                Pattern.compile("a"),
                ByteBuffer.class,
                ByteBuffer.allocate(1),
                Throwable.class,
                new IllegalStateException("a"),
                InterruptedException.class,
                new InterruptedException("a"),
                WshException.class,
                new WshClosedException("a")));
        values.putAll(Map.of(
                Optional.class, Optional.empty(),
                OptionalInt.class, OptionalInt.empty(),
                OptionalLong.class, OptionalLong.empty(),
                List.class, List.of(),
                Set.class, Set.of(),
                SortedSet.class, new TreeSet<>(),
                Map.class, Map.of()));
        offer(
                emulator.screen(),
                emulator.scrollback(),
                emulator.screen().cell(0, 0).style(),
                session.startMark());
        values.putAll(Map.of(
                int.class,
                1,
                long.class,
                1L,
                boolean.class,
                false,
                char.class,
                'a',
                byte.class,
                (byte) 1,
                byte[].class,
                new byte[1],
                int[].class,
                new int[1]));
    }

    private void offer(Object... all) {
        for (Object value : all) {
            for (Class<?> type : value.getClass().getInterfaces()) {
                values.putIfAbsent(type, value);
            }
        }
    }

    @AfterEach
    void close() {
        wsh.close();
        time.close();
    }

    @Test
    @DisplayName("what is not mended yet is still wrong")
    void call_notYetMended_isWrong() {
        Set<String> mended = new TreeSet<>(NOT_YET);
        offered().forEach(each -> wrong(each).forEach(mistake -> mended.remove(mistake.replaceAll("\\).*", ")"))));
        assertEquals(Set.of(), mended);
    }

    @Test
    @DisplayName("each null is refused by the name of its parameter")
    void call_nullArgument_isRefusedByName() {
        TreeSet<String> mistakes = new TreeSet<>();
        List<Executable> offered = offered();
        offered.forEach(each -> mistakes.addAll(mistakes(each)));
        assertEquals("", String.join("\n", mistakes));
        assertTrue(offered.size() > 250, "called are only " + offered.size());
    }

    private static List<Executable> offered() {
        return ProjectTree.classes("wsh-api").stream()
                .filter(compiled -> compiled.packageName().equals("dev/wsh"))
                .map(compiled -> load(compiled.name().replace('/', '.')))
                .filter(NullArgumentsTest::isPublic)
                .flatMap(type -> Stream.concat(
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(method -> !isOfTheJdk(type, method)
                                        && !(type.isEnum() && method.getName().equals("valueOf"))),
                        Arrays.stream(type.getDeclaredConstructors())
                                .filter(made -> !Modifier.isAbstract(type.getModifiers()))))
                .filter(each -> Modifier.isPublic(each.getModifiers()) && !each.isSynthetic())
                .toList();
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    private static boolean isOfTheJdk(Class<?> type, Method method) {
        return above(type).anyMatch(other -> !other.getName().startsWith("dev.wsh.") && declares(other, method));
    }

    private static Stream<Class<?>> above(Class<?> type) {
        return Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                .flatMap(other -> Stream.concat(Stream.of(other), above(other)));
    }

    /** By name and number: the JDK's method may be generic. */
    private static boolean declares(Class<?> type, Method method) {
        return Arrays.stream(type.getMethods())
                .anyMatch(other -> other.getName().equals(method.getName())
                        && other.getParameterCount() == method.getParameterCount());
    }

    private List<String> mistakes(Executable callable) {
        return wrong(callable).stream()
                .filter(mistake -> NOT_YET.stream().noneMatch(mistake::startsWith))
                .toList();
    }

    private List<String> wrong(Executable callable) {
        List<String> mistakes = new ArrayList<>();
        Parameter[] parameters = callable.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            String place = place(callable, parameters[i]);
            boolean isNullable = parameters[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (parameters[i].getType().isPrimitive()
                    || isNullable
                    || MAY_BE_NULL.containsKey(place)
                    || place.startsWith(INSIDE_A_CALL)) {
                continue;
            }
            Object[] arguments =
                    Arrays.stream(parameters).map(each -> good(each.getType())).toArray();
            arguments[i] = null;
            said(callable, arguments, parameters[i].getName()).ifPresent(said -> mistakes.add(place + ": " + said));
            Optional<Object> holed = withNull(parameters[i].getType());
            if (holed.isPresent()) {
                arguments[i] = holed.get();
                said(callable, arguments, "").ifPresent(said -> mistakes.add(place + " with null in it: " + said));
            }
        }
        return mistakes;
    }

    private static String place(Executable callable, Parameter parameter) {
        String type =
                callable.getDeclaringClass().getName().replaceAll(".*\\.", "").replace('$', '.');
        String name = callable instanceof Method ? "." + callable.getName() : "";
        return type + name + "(" + parameter.getName() + ")";
    }

    /** An array or a list whose only element is {@code null}, if it is one of references. */
    private static Optional<Object> withNull(Class<?> type) {
        if (type == List.class) {
            return Optional.of(Collections.singletonList(null));
        }
        return type.isArray() && !type.getComponentType().isPrimitive()
                ? Optional.of(Array.newInstance(type.getComponentType(), 1))
                : Optional.empty();
    }

    /** What is wrong with what a call says; empty if nothing is. */
    private Optional<String> said(Executable callable, Object[] arguments, String name) {
        try {
            Object result = callable instanceof Method method
                    ? method.invoke(
                            Modifier.isStatic(method.getModifiers()) ? null : good(method.getDeclaringClass()),
                            arguments)
                    : ((Constructor<?>) callable).newInstance(arguments);
            return Optional.of("accepted" + (result instanceof Pending<?> ? ", with a pending" : ""));
        } catch (InvocationTargetException e) {
            return said(e.getCause(), name);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("can't call " + callable, e);
        }
    }

    private static Optional<String> said(Throwable thrown, String name) {
        String message = String.valueOf(thrown.getMessage());
        boolean isNamed = thrown.getMessage() != null
                && (name.isEmpty()
                        || Pattern.compile("\\b" + name + "\\b")
                                .matcher(message)
                                .find());
        return thrown instanceof NullPointerException && isNamed ? Optional.empty() : Optional.of(thrown.toString());
    }

    private Object good(Class<?> type) {
        Object known = values.get(type);
        return known != null ? known : made(type);
    }

    private Object made(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            Array.set(array, 0, good(type.getComponentType()));
            return array;
        }
        if (type.isSealed()) {
            return good(type.getPermittedSubclasses()[0]);
        }
        if (type.isRecord()) {
            return record(type);
        }
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            throw new UnsupportedOperationException(method.toString());
        });
    }

    private Object record(Class<?> type) {
        Class<?>[] parts = Arrays.stream(type.getRecordComponents())
                .map(part -> part.getType())
                .toArray(Class<?>[]::new);
        try {
            Object made = type.getConstructor(parts)
                    .newInstance(Arrays.stream(parts).map(this::good).toArray());
            values.put(type, made);
            return made;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no good value of " + type + ": " + e.getCause(), e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, NullArgumentsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new LinkageError("no class " + name, e);
        }
    }
}
