/**
 * Many things at once: in real time by many threads, which shows above all the order of locks, and one at a time in every
 * order, which virtual time with its one order cannot show.
 */
package dev.wsh.stress;
