package dev.sallyport.spring;

import dev.sallyport.RefusedException;
import dev.sallyport.Sallyport;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Request;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers what was refused behind the gate as the gate does, and tells of it in the name of whom the gate let in. */
record Refuser(Sallyport sallyport, ServletExchange exchange) {

    void refuse(HttpServletRequest servlet, HttpServletResponse response, RefusedException reason) throws IOException {
        Request request = exchange.request(servlet);
        Reply reply = SallyportFilter.decisionOn(servlet)
                .caller()
                .map(by -> sallyport.refuse(request, reason, by))
                .orElseGet(() -> sallyport.refuse(request, reason));
        ServletExchange.write(reply, response);
    }
}
