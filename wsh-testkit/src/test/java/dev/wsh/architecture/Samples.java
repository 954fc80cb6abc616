package dev.wsh.architecture;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles small sources that break a rule on purpose, for the twin that shows that the rule can fail. */
final class Samples {
    private Samples() {}

    /** A source in memory. */
    static JavaFileObject source(String className, String text) {
        URI name = URI.create("memory:///" + className.replace('.', '/') + ".java");
        return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    /** A class and its text. */
    record Source(String className, String text) {}

    /** Compiles sources into a folder. */
    static List<CompiledClass> compile(Path folder, List<Source> sources) throws IOException {
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach(source -> files.add(source(source.className(), source.text())));
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-proc:none", "-d", folder.toString());
        if (!compiler.getTask(messages, null, null, options, null, files).call()) {
            throw new IOException(messages.toString());
        }
        return ProjectTree.classesUnder(folder);
    }

    /** The class of that simple name, with its nested ones. */
    static List<CompiledClass> of(List<CompiledClass> classes, String simpleName) {
        return classes.stream()
                .filter(each -> each.name().matches(".*/" + simpleName + "(\\$.*)?"))
                .toList();
    }
}
