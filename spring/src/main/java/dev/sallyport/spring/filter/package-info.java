/** The filter in front of the application, the endpoints that it serves, and the gate's own pages. */
@NullMarked
package dev.sallyport.spring.filter;

import org.jspecify.annotations.NullMarked;
