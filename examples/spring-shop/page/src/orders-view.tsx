import type { Order } from "./api";
import { money } from "./money";
import { Status } from "./status";
import { useLoaded } from "./use-loaded";

export function OrdersView() {
  const orders = useLoaded<Order[]>("/api/orders");
  if (orders.status !== "loaded") return <Status loaded={orders} />;
  if (orders.value.length === 0)
    return (
      <p className="quiet">
        You have not ordered anything yet. <a href="#/products">Look around</a>
      </p>
    );
  return <OrderList orders={orders.value} />;
}

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" });

export function OrderList({ orders, named = false }: { readonly orders: readonly Order[]; readonly named?: boolean }) {
  return (
    <ul className="orders">
      {orders.map((order) => (
        <li key={order.id}>
          <h2>
            Order {order.id}
            {named && ` of ${order.customer}`}
          </h2>
          <p className="quiet">
            <time dateTime={order.orderedAt}>{day.format(new Date(order.orderedAt))}</time>, to {order.address || "the shop's counter"}
          </p>
          <ul>
            {order.lines.map((line, position) => (
              <li key={position}>
                <span>
                  {line.quantity} × {line.product}
                </span>
                <span>{money(line.cents * line.quantity)}</span>
              </li>
            ))}
          </ul>
          <p className="total">
            Total <b>{money(order.totalCents)}</b>
          </p>
        </li>
      ))}
    </ul>
  );
}
