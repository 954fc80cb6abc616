package dev.wsh.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes and packages that know one another can only be read together; so nearly none do, and no new ones may. */
final class CyclesTest {

    /**
     * Those of the engine that are there, each of parts that are one thing. They may shrink and must not grow; a session, the
     * loops, time, input and the parser have none.
     */
    private static final List<Set<String>> KNOWN = List.of(
            Set.of("AllOf", "DefaultOutcomes", "Filtered", "GroupView", "KeptRaces", "RaceRun", "Races", "Registry"),
            Set.of("LockOrder", "RankedLock"),
            Set.of("EndOperation", "EndService", "LivePtys", "Orphans", "ProcessScan", "ProcessTree", "UnixPty"),
            Set.of("TerminalThreads", "ThreadReadiness"),
            Set.of("CommandRun", "Commands"),
            Set.of("AnsiWriter", "ScreenSnapshot"),
            Set.of("Eraser", "Images", "Motion", "Printer", "SavedCursor", "Screens", "Scroller", "Terminal"),
            Set.of("Agenda", "SharedSearch", "Waiters"),
            Set.of("StateLooks", "TextLooks", "TextSearch"));

    private static List<CompiledClass> published() {
        return ProjectTree.PUBLISHED.stream()
                .flatMap(module -> ProjectTree.classes(module).stream())
                .toList();
    }

    @Test
    void classes_ofTheEngine_haveNoOtherCyclesThanTheKnown() {
        List<Set<String>> others = Cycles.ofClasses(ProjectTree.classes("wsh-impl")).all().stream()
                .map(CyclesTest::simpleNames)
                .filter(cycle -> KNOWN.stream().noneMatch(known -> known.containsAll(cycle)))
                .toList();
        assertEquals(List.of(), others);
    }

    @Test
    void packages_ofTheEngineAndTheKit_haveNoCycles() {
        List<CompiledClass> classes = published().stream()
                .filter(each -> !each.packageName().matches("dev/wsh(/engine|/spi)?")) // one API in three parts
                .toList();
        assertEquals(List.of(), Cycles.ofPackages(classes).all());
    }

    @Test
    void cycle_inSamples_isFound(@TempDir Path folder) throws IOException {
        List<CompiledClass> compiled = Samples.compile(
                folder,
                List.of(
                        new Samples.Source("a.One", "package a; public class One { b.Two two; }"),
                        new Samples.Source("b.Two", "package b; public class Two { static class In { a.Three x; } }"),
                        new Samples.Source("a.Three", "package a; public class Three { Runnable r = a.One::new; }"),
                        new Samples.Source("a.Four", "package a; public class Four { One one; Four four; }")));
        assertEquals(
                List.of(Set.of("a/One", "a/Three", "b/Two")),
                Cycles.ofClasses(compiled).all());
        assertEquals(List.of(Set.of("a", "b")), Cycles.ofPackages(compiled).all());
    }

    private static Set<String> simpleNames(Set<String> cycle) {
        return cycle.stream()
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
