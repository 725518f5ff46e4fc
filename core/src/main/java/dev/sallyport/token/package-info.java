/** Tokens as text and bytes: access, refresh and CSRF tokens, pre-sessions, and the hashes kept of them. */
@NullMarked
package dev.sallyport.token;

import org.jspecify.annotations.NullMarked;
