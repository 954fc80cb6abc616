/** The public API of wsh: many real terminal sessions in one JVM. */
@SuppressWarnings("module") // the engine and the test kit are built later
module dev.wsh {
    requires static org.jspecify;

    exports dev.wsh;
    exports dev.wsh.spi;
    exports dev.wsh.engine to
            dev.wsh.impl,
            dev.wsh.testkit;

    uses dev.wsh.spi.WshProvider;
}
