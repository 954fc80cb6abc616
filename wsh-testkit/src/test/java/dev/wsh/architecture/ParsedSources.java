package dev.wsh.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Sources as syntax trees: parsed by javac, neither attributed nor compiled.
 *
 * @param units one per source
 * @param docs finds comments and positions
 */
record ParsedSources(List<CompilationUnitTree> units, DocTrees docs) {

    static ParsedSources of(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<JavaFileObject> sources = new ArrayList<>();
            manager.getJavaFileObjectsFromPaths(files).forEach(sources::add);
            return parse(compiler, manager, sources);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ParsedSources of(JavaFileObject source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            return parse(compiler, manager, List.of(source));
        }
    }

    private static ParsedSources parse(
            JavaCompiler compiler, StandardJavaFileManager manager, List<JavaFileObject> sources) throws IOException {
        JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, sources);
        List<CompilationUnitTree> units = new ArrayList<>();
        task.parse().forEach(units::add);
        return new ParsedSources(units, DocTrees.instance(task));
    }

    SourcePositions positions() {
        return docs.getSourcePositions();
    }

    static String fileName(CompilationUnitTree unit) {
        String path = unit.getSourceFile().toUri().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String text(CompilationUnitTree unit) {
        try {
            return unit.getSourceFile().getCharContent(true).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
