/** Tokens as text and bytes: access, refresh and CSRF tokens, the keys behind them and the hashes kept of them. */
@NullMarked
package dev.sallyport.token;

import org.jspecify.annotations.NullMarked;
