package com.example.greeter;

import static dev.wsh.testkit.WshAssertions.assertThat;

import dev.wsh.Color;
import dev.wsh.Key;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.testkit.Golden;
import dev.wsh.testkit.WshTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program on a real terminal. */
@WshTest
class GreeterTest {

    private static Session greeter(Wsh wsh) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return wsh.start(
                SessionSpec.command(java, "-cp", System.getProperty("greeter.classes"), "com.example.greeter.Greeter")
                        .env("LC_ALL", "C.UTF-8")
                        .named("greeter")
                        .size(4, 40));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada", "世界"})
    void greets(String name, Wsh wsh) {
        Session greeter = greeter(wsh);
        assertThat(greeter).shows("Your name:").bold();
        greeter.sendLine(name);
        assertThat(greeter).shows("Hello, " + name + "!").inForeground(Color.GREEN);
        assertThat(greeter).succeeds().leftTheTerminalClean().matchesScreen();
    }

    @Test
    void complainsAboutNobody(Wsh wsh) {
        Session greeter = greeter(wsh);
        assertThat(greeter).shows("Your name:");
        greeter.press(Key.ENTER);
        assertThat(greeter).exits(1).matchesScreen(Golden.named("nobody").withoutCursor());
    }
}
