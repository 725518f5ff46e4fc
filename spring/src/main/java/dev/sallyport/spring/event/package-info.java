/** Security events on their way into the log and into the event store. */
@NullMarked
package dev.sallyport.spring.event;

import org.jspecify.annotations.NullMarked;
