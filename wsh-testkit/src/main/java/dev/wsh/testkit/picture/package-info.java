/** How screens become pictures: cells to shapes and text, and those to SVG, HTML and pixels. Not exported. */
@NullMarked
package dev.wsh.testkit.picture;

import org.jspecify.annotations.NullMarked;
