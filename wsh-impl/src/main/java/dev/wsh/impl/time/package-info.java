/** The real clock and every thread of the engine; the only place that creates either. */
@NullMarked
package dev.wsh.impl.time;

import org.jspecify.annotations.NullMarked;
