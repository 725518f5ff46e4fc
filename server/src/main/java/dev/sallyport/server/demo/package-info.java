/** The demo: its user, its page and its API. One property turns all of it off. */
@NullMarked
package dev.sallyport.server.demo;

import org.jspecify.annotations.NullMarked;
