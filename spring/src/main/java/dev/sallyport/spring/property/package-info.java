/** The properties under {@code sallyport.}: read, checked, explained, and made into what the core takes. */
@NullMarked
package dev.sallyport.spring.property;

import org.jspecify.annotations.NullMarked;
