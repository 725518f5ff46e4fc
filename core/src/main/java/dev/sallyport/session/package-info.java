/** Sessions: what one is, how its refresh token rotates, and what a store must promise. */
@NullMarked
package dev.sallyport.session;

import org.jspecify.annotations.NullMarked;
