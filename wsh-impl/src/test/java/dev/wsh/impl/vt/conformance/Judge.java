package dev.wsh.impl.vt.conformance;

import java.util.Map;

/** Runs one case of a corpus in a terminal of its own. */
interface Judge {

    Verdict judge(Map<String, Object> one);
}
