package dev.sallyport.spring.exchange;

import dev.sallyport.Problem;
import dev.sallyport.Sallyport;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Request;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers what was refused behind the gate as the gate does, and tells of it in the name of whom the gate let in. */
public record RefusalWriter(Sallyport sallyport, ServletExchange exchange) {

    /** Writes the gate's answer to what was refused. */
    public void refuse(HttpServletRequest servlet, HttpServletResponse response, Problem reason) throws IOException {
        Request request = exchange.request(servlet);
        Reply reply = ServletExchange.decisionOn(servlet)
                .caller()
                .map(by -> sallyport.refuse(request, reason, by))
                .orElseGet(() -> sallyport.refuse(request, reason));
        exchange.write(servlet, reply, response);
    }

    /** As the other, in place of all that was prepared and has not been sent; nothing can be added afterwards. */
    public void refuseInstead(HttpServletRequest servlet, HttpServletResponse response, Problem reason)
            throws IOException {
        response.reset();
        // Or a page of another origin is shown a CORS error and not what was wrong.
        ServletExchange.add(sallyport.cors(exchange.request(servlet)).headers(), response);
        refuse(servlet, response, reason);
        response.flushBuffer();
    }
}
