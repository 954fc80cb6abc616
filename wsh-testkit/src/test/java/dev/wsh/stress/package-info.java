/** Real threads in real time: what virtual time cannot show, above all the order of locks. */
package dev.wsh.stress;
