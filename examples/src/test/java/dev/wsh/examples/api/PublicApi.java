package dev.wsh.examples.api;

import dev.wsh.Conditions;
import dev.wsh.Pending;
import dev.wsh.Wsh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The methods of {@code dev.wsh} that an engine has a part in: those of interfaces, of pendings and of conditions. */
final class PublicApi {

    private PublicApi() {}

    /** In a stable order. */
    static List<Method> methods() {
        List<Method> methods = new ArrayList<>();
        for (Class<?> type : types()) {
            if (type.isInterface() || type.equals(Pending.class) || type.equals(Conditions.class)) {
                Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                        .forEach(methods::add);
            }
        }
        methods.sort(Comparator.comparing(PublicApi::nameOf));
        return methods;
    }

    /** For instance {@code Session.run(String, RunOption[])}. */
    static String nameOf(Method method) {
        String type =
                method.getDeclaringClass().getName().replace("dev.wsh.", "").replace('$', '.');
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", type + "." + method.getName() + "(", ")"));
    }

    private static List<Class<?>> types() {
        try {
            URI place = Wsh.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            if (Files.isDirectory(Path.of(place))) {
                return types(Path.of(place).resolve("dev/wsh"));
            }
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(place), Map.of())) {
                return types(jar.getPath("dev/wsh"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Class<?>> types(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
                    .<Class<?>>map(file -> load("dev.wsh." + file.substring(0, file.length() - ".class".length())))
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .collect(Collectors.toList());
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
