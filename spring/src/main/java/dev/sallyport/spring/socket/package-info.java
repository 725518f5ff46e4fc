/** WebSockets and the messages over them, and whose they are. */
@NullMarked
package dev.sallyport.spring.socket;

import org.jspecify.annotations.NullMarked;
