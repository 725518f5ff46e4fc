package com.example.shop;

import java.util.List;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

interface Orders extends JpaRepository<Order, Long> {

    @EntityGraph(attributePaths = {"customer", "lines"})
    List<Order> findByCustomerIdOrderByOrderedAtDesc(Long customerId);

    @EntityGraph(attributePaths = {"customer", "lines"})
    List<Order> findAllByOrderByOrderedAtDesc();
}
