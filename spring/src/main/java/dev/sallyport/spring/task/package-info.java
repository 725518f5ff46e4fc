/** Chores that are done again and again. */
@NullMarked
package dev.sallyport.spring.task;

import org.jspecify.annotations.NullMarked;
