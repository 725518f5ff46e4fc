/** What one request and its answer are to the gate: the adapter between servlets and the core's values. */
@NullMarked
package dev.sallyport.spring.exchange;

import org.jspecify.annotations.NullMarked;
