/** Bodies of requests: received without a thread that waits, within bounds, and read. */
@NullMarked
package dev.sallyport.spring.body;

import org.jspecify.annotations.NullMarked;
