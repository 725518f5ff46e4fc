package com.example.shop;

import java.time.Instant;
import java.util.List;

/** An order as the page is told of it. */
record OrderView(Long id, String customer, Instant orderedAt, String address, List<Order.Line> lines, int totalCents) {

    static OrderView of(Order order) {
        int total = order.lines().stream()
                .mapToInt(line -> line.cents() * line.quantity())
                .sum();
        return new OrderView(
                order.id(), order.customer().username(), order.orderedAt(), order.address(), order.lines(), total);
    }
}
