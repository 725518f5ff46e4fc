package com.example.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What can be bought. */
@Entity
class Product {

    @Id
    private Long id;

    private String name;
    private String description;
    private int cents;

    protected Product() {}

    Long id() {
        return id;
    }

    String name() {
        return name;
    }

    String description() {
        return description;
    }

    int cents() {
        return cents;
    }
}
