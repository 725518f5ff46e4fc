import { useSyncExternalStore } from "react";

export const views = { products: "Products", orders: "Your orders", account: "Your account", staff: "Staff", "sign-in": "Sign in" } as const;

export type View = keyof typeof views;

/** Which view the address names, as in `#/orders`. */
export function useView(): View {
  const name = useSyncExternalStore(subscribe, () => location.hash.slice(2));
  return name in views ? (name as View) : "products";
}

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}
