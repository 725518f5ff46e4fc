/** Everything that can be configured, and what is said of a configuration that cannot be used. */
@NullMarked
package dev.sallyport.config;

import org.jspecify.annotations.NullMarked;
