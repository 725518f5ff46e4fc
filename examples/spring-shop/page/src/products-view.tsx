import { useState } from "react";
import { useSession } from "@sallyport/client/react";
import { post, type Product } from "./api";
import { total, type Basket } from "./basket";
import { money } from "./money";
import { explain } from "./problem";
import { Status } from "./status";
import { useLoaded } from "./use-loaded";

interface Props {
  readonly basket: Basket;
  readonly onQuantity: (product: Product, quantity: number) => void;
  readonly onOrdered: () => void;
}

export function ProductsView({ basket, onQuantity, onOrdered }: Props) {
  const products = useLoaded<Product[]>("/api/products");
  if (products.status !== "loaded") return <Status loaded={products} />;
  return (
    <div className="shelves">
      <ul className="products">
        {products.value.map((product) => (
          <li key={product.id}>
            <span className="initial" aria-hidden="true">
              {product.name[0]}
            </span>
            <h2>{product.name}</h2>
            <p>{product.description}</p>
            <p className="price">{money(product.cents)}</p>
            <button onClick={() => onQuantity(product, (basket.get(product.id)?.quantity ?? 0) + 1)} aria-label={`Add ${product.name}`}>
              Add
            </button>
          </li>
        ))}
      </ul>
      <BasketPanel basket={basket} onQuantity={onQuantity} onOrdered={onOrdered} />
    </div>
  );
}

function BasketPanel({ basket, onQuantity, onOrdered }: Props) {
  const session = useSession();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState("");

  async function order() {
    setSending(true);
    setProblem("");
    try {
      await post("/api/orders", [...basket.values()].map(({ product, quantity }) => ({ product: product.id, quantity })));
      onOrdered();
      location.hash = "#/orders";
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setSending(false);
    }
  }

  return (
    <aside aria-labelledby="basket">
      <h2 id="basket">Basket</h2>
      {basket.size === 0 && <p className="quiet">Nothing in it yet.</p>}
      <ul>
        {[...basket.values()].map(({ product, quantity }) => (
          <li key={product.id}>
            <span>
              {quantity} × {product.name}
            </span>
            <button className="plain" onClick={() => onQuantity(product, quantity - 1)} aria-label={`One ${product.name} less`}>
              −
            </button>
          </li>
        ))}
      </ul>
      {basket.size > 0 && (
        <p className="total">
          Total <b>{money(total(basket))}</b>
        </p>
      )}
      {basket.size > 0 && session.status === "signed-in" && (
        <button className="main" disabled={sending} onClick={() => void order()}>
          Order
        </button>
      )}
      {basket.size > 0 && session.status === "signed-out" && (
        <a className="button main" href="#/sign-in">
          Sign in to order
        </a>
      )}
      {problem && <p role="alert">{problem}</p>}
    </aside>
  );
}
