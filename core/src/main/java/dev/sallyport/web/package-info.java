/** Values off the wire. They parse and render, and decide nothing. */
@NullMarked
package dev.sallyport.web;

import org.jspecify.annotations.NullMarked;
