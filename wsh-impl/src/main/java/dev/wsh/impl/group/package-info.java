/** Many sessions: names, tags, live views, races and cursors. */
@NullMarked
package dev.wsh.impl.group;

import org.jspecify.annotations.NullMarked;
