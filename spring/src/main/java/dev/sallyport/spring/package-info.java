/**
 * Sallyport in a Spring Boot application: what an application imports or excludes by name, the bridge to Spring Security, and the
 * auto-configurations, which make beans of what is in the groups below.
 */
@NullMarked
package dev.sallyport.spring;

import org.jspecify.annotations.NullMarked;
