/** The hall: what an adapter calls. It knows every room; no room knows it. */
@NullMarked
package dev.sallyport;

import org.jspecify.annotations.NullMarked;
