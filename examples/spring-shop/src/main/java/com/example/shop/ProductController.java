package com.example.shop;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For everybody, signed in or not. */
@RestController
class ProductController {

    record ProductView(Long id, String name, String description, int cents) {}

    private final Products products;

    ProductController(Products products) {
        this.products = products;
    }

    @GetMapping("/api/products")
    List<ProductView> products() {
        return products.findAllByOrderById().stream()
                .map(it -> new ProductView(it.id(), it.name(), it.description(), it.cents()))
                .toList();
    }
}
