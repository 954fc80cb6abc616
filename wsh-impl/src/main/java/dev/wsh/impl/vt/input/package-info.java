/** Keys, paste, mouse and focus to bytes, by the modes in force. */
@NullMarked
package dev.wsh.impl.vt.input;

import org.jspecify.annotations.NullMarked;
