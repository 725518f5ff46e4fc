package com.example.shop;

import dev.sallyport.Caller;
import dev.sallyport.Sallyport;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** For the shop's staff. The chain says so for the path; this says it for the methods, wherever they may be mapped one day. */
@RestController
@RequestMapping("/api/admin")
@PreAuthorize("hasRole('ADMIN')")
class AdminController {

    record CustomerView(Long id, String username, String email, List<Customer.Role> roles, boolean locked) {

        static CustomerView of(Customer customer) {
            List<Customer.Role> roles = customer.roles().stream().sorted().toList();
            return new CustomerView(customer.id(), customer.username(), customer.email(), roles, customer.isLocked());
        }
    }

    private final Customers customers;
    private final Orders orders;
    private final Sallyport gate;

    AdminController(Customers customers, Orders orders, Sallyport gate) {
        this.customers = customers;
        this.orders = orders;
        this.gate = gate;
    }

    @GetMapping("/orders")
    List<OrderView> orders() {
        return orders.findAllByOrderByOrderedAtDesc().stream()
                .map(OrderView::of)
                .toList();
    }

    @GetMapping("/customers")
    List<CustomerView> customers() {
        return customers.findAll().stream()
                .sorted(Comparator.comparing(Customer::username))
                .map(CustomerView::of)
                .toList();
    }

    /** Whoever is locked cannot sign in any more, and those who are signed in are out at once, on every node. */
    @PostMapping("/customers/{id}/lock")
    @Transactional
    CustomerView lock(@PathVariable Long id, Caller caller) {
        if (caller.userId().equals(id.toString())) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "Nobody locks themselves out.");
        }
        Customer customer = customer(id);
        customer.lock();
        gate.revokeAll(id.toString());
        return CustomerView.of(customer);
    }

    @PostMapping("/customers/{id}/unlock")
    @Transactional
    CustomerView unlock(@PathVariable Long id) {
        Customer customer = customer(id);
        customer.unlock();
        return CustomerView.of(customer);
    }

    private Customer customer(Long id) {
        return customers.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
