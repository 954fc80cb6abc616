/** Many sessions: registry, names, tags, views, cursors. */
@NullMarked
package dev.wsh.impl.group;

import org.jspecify.annotations.NullMarked;
