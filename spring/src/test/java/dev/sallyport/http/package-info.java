/** Talking to a server under test over real HTTP, shared by the tests of the starter and of the server. */
package dev.sallyport.http;
