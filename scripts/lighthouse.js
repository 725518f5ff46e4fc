// lighthouse.js TOOLS URL: judges the demo for a visitor, and for who is signed in, each on a phone and at a desk. Fails below what we promise.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [tools = "", url = ""] = process.argv.slice(2);
const { resolve: find } = createRequire(resolve(tools, "package.json"));
const { default: lighthouse, desktopConfig } = await import(pathToFileURL(find("lighthouse")).href);
const { default: puppeteer } = await import(pathToFileURL(find("puppeteer-core")).href);

const promised = { performance: 95, accessibility: 100, "best-practices": 100 };

const browser = await puppeteer.launch({
  executablePath: process.env["CHROME_PATH"],
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  await answering();
  const kept = [await judge("visitor, phone"), await judge("visitor, desktop", desktopConfig)];
  await signIn();
  kept.push(await judge("signed in, phone"), await judge("signed in, desktop", desktopConfig));
  process.exitCode = kept.every(Boolean) ? 0 : 1;
} finally {
  await browser.close();
}

async function judge(name, config) {
  const page = await browser.newPage();
  const flags = { onlyCategories: Object.keys(promised), disableStorageReset: true, logLevel: "error" };
  const { lhr } = await lighthouse(url, flags, config, page);
  await page.close();
  const scores = Object.entries(lhr.categories).map(([id, { score }]) => [id, Math.round(score * 100)]);
  const { "largest-contentful-paint": lcp, "total-byte-weight": weight } = lhr.audits;
  console.log(`${name}: ${scores.map(([id, score]) => `${id} ${score}`).join(", ")}; largest paint ${lcp.displayValue}, ${weight.displayValue}`);
  const short = scores.filter(([id, score]) => score < promised[id]);
  for (const [id] of short) for (const line of failures(lhr, id)) console.log(`  ${id}: ${line}`);
  return short.length === 0;
}

function failures({ categories, audits }, id) {
  return categories[id].auditRefs
    .filter(({ id: audit, weight }) => weight > 0 && audits[audit].score !== null && audits[audit].score < 0.9)
    .map(({ id: audit }) => `${audits[audit].title} ${audits[audit].displayValue ?? ""}`);
}

async function signIn() {
  const page = await browser.newPage();
  await page.goto(url);
  await page.type("[data-testid=username]", "demo");
  await page.type("[data-testid=password]", process.env["SALLYPORT_DEMO_PASSWORD"]);
  await page.click("[data-testid=sign-in]");
  await page.waitForSelector("[data-testid=signed-in-view]");
  await page.close();
}

async function answering() {
  for (let tries = 0; tries < 120; tries++) {
    if (await fetch(url).then(({ ok }) => ok, () => false)) return;
    await new Promise((later) => setTimeout(later, 500));
  }
  throw new Error(`${url} does not answer.`);
}
