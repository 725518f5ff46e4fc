/** What Tomcat is told, where the application runs its own. */
@NullMarked
package dev.sallyport.spring.tomcat;

import org.jspecify.annotations.NullMarked;
