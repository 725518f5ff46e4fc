/** Other people's providers: who they say somebody is, by the code flow or by what a client got from them itself. */
@NullMarked
package dev.sallyport.social;

import org.jspecify.annotations.NullMarked;
