INSERT INTO product (id, name, description, cents) VALUES
    (1, 'Sourdough loaf', 'Rye and wheat, a day in the making.', 480),
    (2, 'Croissant', 'All butter, from this morning.', 210),
    (3, 'Farm eggs', 'Half a dozen, from hens that go outside.', 340),
    (4, 'Mountain cheese', '200 g, twelve months old.', 690),
    (5, 'Apples', 'A kilogram of russets.', 320),
    (6, 'Honey', 'From the hives behind the shop.', 850);
