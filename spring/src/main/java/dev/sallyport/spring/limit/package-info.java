/** How many may wait, and how often somebody may fail. */
@NullMarked
package dev.sallyport.spring.limit;

import org.jspecify.annotations.NullMarked;
