/** The server that runs by itself: accounts, their database, and answers in one form. */
@NullMarked
package dev.sallyport.server;

import org.jspecify.annotations.NullMarked;
