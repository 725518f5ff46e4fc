/** Callers, and a clock that can be moved, for the tests of an application. */
@NullMarked
package dev.sallyport.spring.test;

import org.jspecify.annotations.NullMarked;
