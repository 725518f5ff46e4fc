/** Keys: which there are, which one signs and which verify, how they are read, kept and encrypted. */
@NullMarked
package dev.sallyport.key;

import org.jspecify.annotations.NullMarked;
