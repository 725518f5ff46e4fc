import { useState } from "react";
import { post, type Customer, type Order } from "./api";
import { OrderList } from "./orders-view";
import { explain } from "./problem";
import { Status } from "./status";
import { useLoaded } from "./use-loaded";

export function AdminView() {
  const customers = useLoaded<Customer[]>("/api/admin/customers");
  const orders = useLoaded<Order[]>("/api/admin/orders");
  const [problem, setProblem] = useState("");
  if (customers.status !== "loaded") return <Status loaded={customers} />;

  async function turnKey(customer: Customer) {
    setProblem("");
    try {
      await post(`/api/admin/customers/${customer.id}/${customer.locked ? "unlock" : "lock"}`);
      if (customers.status === "loaded") customers.again();
    } catch (error) {
      setProblem(explain(error));
    }
  }

  return (
    <>
      <h2>Customers</h2>
      <ul className="card rows">
        {customers.value.map((customer) => (
          <li key={customer.id}>
            <span>
              {customer.username} <span className="quiet">{customer.email}</span>
            </span>
            {customer.locked && <span className="badge">locked</span>}
            <button onClick={() => void turnKey(customer)} aria-label={`${customer.locked ? "Unlock" : "Lock"} ${customer.username}`}>
              {customer.locked ? "Unlock" : "Lock"}
            </button>
          </li>
        ))}
      </ul>
      <p role="alert">{problem}</p>
      <h2>Orders</h2>
      {orders.status === "loaded" ? <OrderList orders={orders.value} named /> : <Status loaded={orders} />}
    </>
  );
}
