/**
 * Attacks on an application that runs, from a test of its own: {@link dev.sallyport.spring.test.attack.AttackTest} runs each
 * {@link dev.sallyport.spring.test.attack.Attack} on a {@link dev.sallyport.spring.test.attack.Target}. They send what a browser would be
 * made to send, over HTTP, and know nothing of how the application is built: it need not be one with Sallyport.
 */
@NullMarked
package dev.sallyport.spring.test.attack;

import org.jspecify.annotations.NullMarked;
