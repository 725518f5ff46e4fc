import type { Product } from "./api";

/** What is about to be ordered, by the product's id. It lives as long as the page. */
export type Basket = ReadonlyMap<number, { readonly product: Product; readonly quantity: number }>;

export function total(basket: Basket): number {
  return [...basket.values()].reduce((sum, { product, quantity }) => sum + product.cents * quantity, 0);
}
