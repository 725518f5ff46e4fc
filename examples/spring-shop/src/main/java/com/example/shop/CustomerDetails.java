package com.example.shop;

import java.util.Collection;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** A customer as Spring Security knows users. A copy: it outlives the transaction that read the row. */
record CustomerDetails(
        Long id,
        String username,
        String email,
        String passwordHash,
        boolean isEnabled,
        boolean isAccountNonLocked,
        List<Customer.Role> roles)
        implements UserDetails {

    static CustomerDetails of(Customer customer) {
        return new CustomerDetails(
                customer.id(),
                customer.username(),
                customer.email(),
                customer.passwordHash(),
                customer.isEnabled(),
                !customer.isLocked(),
                List.copyOf(customer.roles()));
    }

    @Override
    public String getUsername() {
        return username;
    }

    @Override
    public String getPassword() {
        return passwordHash;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return roles.stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
    }

    /** Without the hash, which has no place in a log. */
    @Override
    public String toString() {
        return "CustomerDetails[" + id + "]";
    }
}
