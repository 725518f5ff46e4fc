package com.example.shop;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What somebody has bought, at the prices and to the address of that day. */
@Entity
@Table(name = "customer_order")
class Order {

    /**
     * So many of one product.
     *
     * @param cents the price of one
     */
    @Embeddable
    record Line(String product, int cents, int quantity) {}

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "customer_id")
    private Customer customer;

    @Column(name = "ordered_at")
    private Instant orderedAt;

    private String address;

    @ElementCollection
    @CollectionTable(name = "order_line", joinColumns = @JoinColumn(name = "order_id"))
    @OrderColumn(name = "position")
    private List<Line> lines = new ArrayList<>();

    protected Order() {}

    Order(Customer customer, Instant orderedAt, List<Line> lines) {
        this.customer = customer;
        this.orderedAt = orderedAt;
        this.address = customer.address();
        this.lines.addAll(lines);
    }

    Long id() {
        return id;
    }

    Customer customer() {
        return customer;
    }

    Instant orderedAt() {
        return orderedAt;
    }

    String address() {
        return address;
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }
}
