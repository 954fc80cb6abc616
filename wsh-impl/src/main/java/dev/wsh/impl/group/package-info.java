/** Many sessions: names, tags, live views, races, outcomes. */
@NullMarked
package dev.wsh.impl.group;

import org.jspecify.annotations.NullMarked;
