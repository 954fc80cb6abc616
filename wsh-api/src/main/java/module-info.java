/** The public API of wsh: terminal sessions, and the service provider interface behind them. */
module dev.wsh {
    requires static org.jspecify;

    exports dev.wsh;
}
