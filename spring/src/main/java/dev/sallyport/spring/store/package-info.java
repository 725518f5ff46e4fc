/** Where sessions and keys are kept: in the application's database, or in memory. */
@NullMarked
package dev.sallyport.spring.store;

import org.jspecify.annotations.NullMarked;
