package com.example.shop;

import dev.sallyport.Caller;
import dev.sallyport.spring.RecentSignIn;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What customers see and change of themselves. */
@RestController
class AccountController {

    private static final int LONGEST_ADDRESS = 200;

    record Account(String username, String email, String address) {}

    record Move(String address) {}

    private final Customers customers;

    AccountController(Customers customers) {
        this.customers = customers;
    }

    @GetMapping("/api/account")
    Account account(Caller caller) {
        return view(customerOf(caller));
    }

    /** Whoever finds a page left open must not have the next parcel sent to themselves: so the sign-in must be recent. */
    @RecentSignIn("3m")
    @PostMapping("/api/account/address")
    @Transactional
    Account move(@RequestBody Move move, Caller caller) {
        if (move.address() == null || move.address().isBlank() || move.address().length() > LONGEST_ADDRESS) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "An address has 1 to 200 characters.");
        }
        Customer customer = customerOf(caller);
        customer.moveTo(move.address().strip());
        return view(customer);
    }

    private Customer customerOf(Caller caller) {
        return customers
                .findById(Long.valueOf(caller.userId()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Account view(Customer customer) {
        return new Account(customer.username(), customer.email(), customer.address());
    }
}
