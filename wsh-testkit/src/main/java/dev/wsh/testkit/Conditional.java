package dev.wsh.testkit;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.WshException;
import java.io.File;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Looks for what a test needs of the machine. */
final class Conditional implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<AnnotatedElement> element = context.getElement();
        Optional<String> program = findAnnotation(element, EnabledIfProgram.class).stream()
                .flatMap(needs -> Arrays.stream(needs.value()))
                .filter(name -> !isInstalled(name))
                .findFirst();
        if (program.isPresent()) {
            return ConditionEvaluationResult.disabled(program.get() + " is not installed");
        }
        if (findAnnotation(element, EnabledIfTerminals.class).isPresent()) {
            return terminals();
        }
        return ConditionEvaluationResult.enabled("all that it needs is there");
    }

    private static boolean isInstalled(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    private static ConditionEvaluationResult terminals() {
        try (Wsh wsh = Wsh.open()) {
            wsh.start(SessionSpec.shellCommand("exit 0")).onExit().block();
            return ConditionEvaluationResult.enabled("a program ran on a terminal");
        } catch (WshException e) {
            return ConditionEvaluationResult.disabled("no program runs on a terminal: " + e.getMessage());
        }
    }
}
