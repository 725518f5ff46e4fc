import { expect, test } from "vitest";
import { beginning, withShortSecrets, masked } from "./secrets.js";

const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlIG9mIG5vIHVzZQ";

test("a secret is shown by its beginning, loot from both ends, and neither whole", () => {
  expect(beginning(token)).toBe("eyJhbGci…");
  expect(masked(token)).toBe(`eyJhbG••••${token.slice(-4)}`);
  expect(masked("short-but-secret")).not.toContain("secret");
});

test("in a longer text each secret is cut and the rest stays", () => {
  const text = withShortSecrets(`theme=dark\nauth={"accessToken":"${token}","tokenType":"JWT"}`);
  expect(text).toBe('theme=dark\nauth={"accessToken":"eyJhbGci…","tokenType":"JWT"}');
});
