package dev.wsh.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Each public type says what it is, in a first sentence that ends; and none says since when, while there is one version.
 * Members are left to javac's doclint, which the build runs on new JDKs.
 */
final class ApiDocumentation {
    private ApiDocumentation() {}

    /** Public types without a proper comment, one line each. */
    static List<String> violations(ParsedSources sources) {
        List<String> found = new ArrayList<>();
        for (CompilationUnitTree unit : sources.units()) {
            new Types(sources, found).scan(unit, null);
        }
        return found;
    }

    private static final class Types extends TreePathScanner<Void, Void> {
        private final ParsedSources sources;
        private final List<String> found;

        Types(ParsedSources sources, List<String> found) {
            this.sources = sources;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (isPublic(getCurrentPath())) {
                String fault = fault(sources.docs().getDocComment(getCurrentPath()));
                if (fault != null) {
                    found.add(ParsedSources.fileName(getCurrentPath().getCompilationUnit()) + ": "
                            + type.getSimpleName() + " " + fault);
                }
            }
            return super.visitClass(type, nothing);
        }

        private static @Nullable String fault(@Nullable String comment) {
            if (comment == null || comment.isBlank()) {
                return "has no comment";
            }
            if (comment.contains("@since")) {
                return "says since when";
            }
            return comment.contains(".") ? null : "has no whole sentence";
        }

        /** Public itself or by being a member of an interface, and all types around it too. */
        private static boolean isPublic(TreePath path) {
            if (!(path.getLeaf() instanceof ClassTree type)) {
                return path.getLeaf() instanceof CompilationUnitTree; // anything else makes it local
            }
            TreePath around = path.getParentPath();
            boolean inInterface = around.getLeaf().getKind() == Tree.Kind.INTERFACE;
            return (inInterface || isMarkedPublic(type.getModifiers())) && isPublic(around);
        }

        private static boolean isMarkedPublic(ModifiersTree modifiers) {
            return modifiers.getFlags().contains(Modifier.PUBLIC);
        }
    }
}
