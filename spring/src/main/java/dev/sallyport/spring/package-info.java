/** Sallyport in a Spring Boot application: its configuration, the one servlet adapter, and the bridge to Spring Security. */
@NullMarked
package dev.sallyport.spring;

import org.jspecify.annotations.NullMarked;
