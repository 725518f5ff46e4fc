/** Sessions that were ended: what this node knows of them, how fresh that is, and what it does while it is stale. */
@NullMarked
package dev.sallyport.revocation;

import org.jspecify.annotations.NullMarked;
