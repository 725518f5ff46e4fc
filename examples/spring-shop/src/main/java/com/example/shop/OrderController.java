package com.example.shop;

import dev.sallyport.Caller;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** A customer's own orders. Whose they are says the caller, never the request. */
@RestController
class OrderController {

    private static final int MOST_OF_ONE = 99;

    record Wish(Long product, int quantity) {}

    private final Orders orders;
    private final Products products;
    private final Customers customers;

    OrderController(Orders orders, Products products, Customers customers) {
        this.orders = orders;
        this.products = products;
        this.customers = customers;
    }

    @GetMapping("/api/orders")
    List<OrderView> orders(Caller caller) {
        return orders.findByCustomerIdOrderByOrderedAtDesc(Long.valueOf(caller.userId())).stream()
                .map(OrderView::of)
                .toList();
    }

    @PostMapping("/api/orders")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    OrderView order(@RequestBody List<Wish> wishes, Caller caller) {
        List<Order.Line> lines = wishes.stream().map(this::line).toList();
        if (lines.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "An order needs something in it.");
        }
        Customer customer = customers.findById(Long.valueOf(caller.userId())).orElseThrow();
        return OrderView.of(orders.save(new Order(customer, Instant.now(), lines)));
    }

    /** At our own price: the page knows one, too, but people can change what their page sends. */
    private Order.Line line(Wish wish) {
        Product product = products.findById(wish.product())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "There is no such product."));
        if (wish.quantity() < 1 || wish.quantity() > MOST_OF_ONE) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Between 1 and " + MOST_OF_ONE + " of each.");
        }
        return new Order.Line(product.name(), product.cents(), wish.quantity());
    }
}
