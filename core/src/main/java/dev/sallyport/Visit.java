package dev.sallyport;

import dev.sallyport.web.Cookies;
import dev.sallyport.web.Request;
import java.time.Instant;

/** A request that has passed the first door, with the cookies it brought and the instant it is judged at. */
record Visit(Request request, Cookies cookies, Instant now) {}
