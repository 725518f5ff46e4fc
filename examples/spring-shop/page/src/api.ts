import { client } from "./client";
import { Refused } from "./problem";

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly cents: number;
}

export interface Order {
  readonly id: number;
  readonly customer: string;
  readonly orderedAt: string;
  readonly address: string;
  readonly lines: readonly { readonly product: string; readonly cents: number; readonly quantity: number }[];
  readonly totalCents: number;
}

export interface Account {
  readonly username: string;
  readonly email: string;
  readonly address: string;
}

export interface Customer {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly locked: boolean;
}

export async function load<T>(path: string, signal?: AbortSignal): Promise<T> {
  return read(await client.fetch(path, { signal: signal ?? null }));
}

export async function post<T>(path: string, body: unknown = {}): Promise<T> {
  const headers = { "Content-Type": "application/json" };
  return read(await client.fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function read<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
  throw new Refused(response.status, problem.code ?? "", problem.detail ?? `The shop refused that (${response.status}).`);
}
