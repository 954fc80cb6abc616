package dev.wsh.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModulesTest {
    @Test
    void api_descriptor_exportsApiAndSpiAndRequiresNothing() throws IOException {
        ModuleDescriptor api = descriptor("wsh-api");
        assertEquals("dev.wsh", api.name());
        assertEquals(Set.of("dev.wsh", "dev.wsh.spi"), exports(api));
        assertEquals(Set.of("java.base"), atRunTime(api));
        assertEquals(Set.of("dev.wsh.spi.WshProvider"), api.uses());
    }

    @Test
    void impl_descriptor_exportsAndOpensNothing() throws IOException {
        ModuleDescriptor impl = descriptor("wsh-impl");
        assertEquals("dev.wsh.impl", impl.name());
        assertEquals(Set.of(), exports(impl));
        assertEquals(Set.of(), impl.opens());
        Set<String> unexpected = new TreeSet<>(atRunTime(impl));
        unexpected.removeAll(Set.of(
                "java.base", "dev.wsh", "pty4j", "kotlin.stdlib", "com.sun.jna", "com.sun.jna.platform", "org.slf4j"));
        assertEquals(Set.of(), unexpected);
    }

    @Test
    void impl_providers_areTheSameOnModulePathAndClassPath() throws IOException {
        Path services = ProjectTree.classFolder("wsh-impl").resolve("META-INF/services");
        Map<String, List<String>> onModulePath = new TreeMap<>();
        Map<String, List<String>> onClassPath = new TreeMap<>();
        for (ModuleDescriptor.Provides provided : descriptor("wsh-impl").provides()) {
            onModulePath.put(provided.service(), provided.providers());
            Path file = services.resolve(provided.service());
            onClassPath.put(provided.service(), Files.exists(file) ? Files.readAllLines(file) : List.of());
        }
        assertEquals(onModulePath, onClassPath);
    }

    @Test
    void testkit_descriptor_exportsItselfAndKnowsNoEngine() throws IOException {
        ModuleDescriptor testkit = descriptor("wsh-testkit");
        assertEquals("dev.wsh.testkit", testkit.name());
        assertEquals(Set.of("dev.wsh.testkit"), exports(testkit));
        assertEquals(Set.of("java.base", "dev.wsh", "org.junit.jupiter.api"), atRunTime(testkit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wsh-api", "wsh-impl", "wsh-testkit"})
    void module_compileOnlyRequirement_isNotHandedToUsers(String module) throws IOException {
        List<Requires> handedOn = descriptor(module).requires().stream()
                .filter(required -> required.modifiers()
                        .containsAll(Set.of(Requires.Modifier.STATIC, Requires.Modifier.TRANSITIVE)))
                .toList();
        assertEquals(List.of(), handedOn, "a user's module would not compile without it");
    }

    private static ModuleDescriptor descriptor(String module) throws IOException {
        try (InputStream in =
                Files.newInputStream(ProjectTree.classFolder(module).resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }

    private static Set<String> exports(ModuleDescriptor descriptor) {
        return descriptor.exports().stream()
                .filter(exported -> !exported.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(toCollection(TreeSet::new));
    }

    /** What a module needs at run time: all that it requires but what it requires for compilation only. */
    private static Set<String> atRunTime(ModuleDescriptor descriptor) {
        return descriptor.requires().stream()
                .filter(required -> !required.modifiers().contains(Requires.Modifier.STATIC))
                .map(Requires::name)
                .collect(toCollection(TreeSet::new));
    }
}
