/** What outlives its request: it ends with the session of its caller. */
@NullMarked
package dev.sallyport.spring.live;

import org.jspecify.annotations.NullMarked;
