package com.example.shop;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface Customers extends JpaRepository<Customer, Long> {

    Optional<Customer> findByUsername(String username);
}
