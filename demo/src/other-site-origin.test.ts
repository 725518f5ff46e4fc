import { expect, test } from "vitest";
import { otherSiteOrigin } from "./other-site-origin.js";

test.each([
  ["http://localhost:8080/", "http://127.0.0.1:8080"],
  ["http://127.0.0.1:8080/other-site.html?victim=https://bank.example", "http://localhost:8080"],
  ["http://localhost/", "http://127.0.0.1"],
  ["https://app.example.com/", undefined],
  ["http://localhost.evil.example/", undefined],
  ["http://constructor/", undefined],
])("the origin of the other site of %s is %s", (address, other) => {
  expect(otherSiteOrigin(new URL(address))).toBe(other);
});
