/** Pure policies about where a request comes from: trusted origins, the cross-origin check, CORS. */
@NullMarked
package dev.sallyport.origin;

import org.jspecify.annotations.NullMarked;
