package com.example.shop;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface Products extends JpaRepository<Product, Long> {

    List<Product> findAllByOrderById();
}
