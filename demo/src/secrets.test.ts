import { expect, test } from "vitest";
import { beginning, withShortSecrets, masked } from "./secrets.js";

const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlIG9mIG5vIHVzZQ";

test("a secret is shown by its beginning or its two ends, and never whole", () => {
  expect(beginning(token)).toBe("eyJhbGci…");
  expect(masked(token)).toBe(`eyJhbG••••${token.slice(-4)}`);
  expect(masked("short-but-secret")).not.toContain("secret");
});

test("each secret in a longer text is shortened, and the rest stays", () => {
  const text = withShortSecrets(`theme=dark\nauth={"accessToken":"${token}","tokenType":"JWT"}`);
  expect(text).toBe('theme=dark\nauth={"accessToken":"eyJhbGci…","tokenType":"JWT"}');
});
