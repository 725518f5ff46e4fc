-- Three people to try the shop with. Each has the password "correct horse battery staple"; production has none of them.
INSERT INTO customer (id, username, email, password_hash, address, enabled, locked) VALUES
    (1001, 'ann', 'ann@example.com', '$2a$10$nS3TicahVibmWWODXcpMEOTJ55pliEvZMj53nD8sWWlgpiiikTLFi', '1 Mill Lane', TRUE, FALSE),
    (1002, 'bob', 'bob@example.com', '$2a$10$5ExuFFcM0NtzcgnoNMDjy.GF1EaP/VR44GIL92IGZeDDOeToLafwq', '2 Mill Lane', TRUE, TRUE),
    (1003, 'eve', 'eve@example.com', '$2a$10$oSzMNjiDFQ1L5mh6QKk3gONFBFuLT54tyw2QLTASsXIwdoVNdK9cK', '3 Mill Lane', TRUE, FALSE);

INSERT INTO customer_role (customer_id, role) VALUES (1001, 'CUSTOMER'), (1002, 'CUSTOMER'), (1003, 'CUSTOMER'), (1003, 'ADMIN');

INSERT INTO customer_order (id, customer_id, ordered_at, address) VALUES (1001, 1001, TIMESTAMP WITH TIME ZONE '2026-11-02 09:30:00+00:00', '1 Mill Lane');

INSERT INTO order_line (order_id, position, product, cents, quantity) VALUES
    (1001, 0, 'Sourdough loaf', 480, 1),
    (1001, 1, 'Mountain cheese', 690, 2);
