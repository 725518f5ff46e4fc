/** Lets controllers ask for their caller, and sees that each part of Spring knows how. */
@NullMarked
package dev.sallyport.spring.caller;

import org.jspecify.annotations.NullMarked;
