"use strict";

/* Asks the server what arrived from this browser, compares it with what was sent, and says what differs. */

const base = location.pathname.replace(/\/doctor$/, "");
const part = (id) => document.getElementById(id);
const marks = { fine: "✓ fine", look: "! look here", broken: "✕ broken" };

const fine = (id, title, said) => ({ mark: "fine", id, title, said });
const look = (id, title, said, change) => ({ mark: "look", id, title, said, change });
const broken = (id, title, said, change) => ({ mark: "broken", id, title, said, change });

async function ask(path, options = {}) {
  const sent = Date.now();
  try {
    const answer = await fetch(base + path, { cache: "no-store", ...options });
    const arrived = Date.now();
    const body = await answer.json().catch(() => ({}));
    return { status: answer.status, body, sent, arrived };
  } catch (fault) {
    return { status: 0, body: { detail: `No answer: ${fault.message}.` }, sent, arrived: Date.now() };
  }
}

async function examine() {
  const session = await ask("/session");
  const csrf = session.body.csrf;
  const headers = csrf ? { [csrf.header]: csrf.token } : {};
  const probe = await ask("/doctor/probe", { method: "POST", headers });
  const report = await ask("/doctor/report", { headers });
  const script = document.cookie.split(/; */).map((pair) => pair.split("=", 1)[0]);
  await ask("/doctor/probe", { method: "DELETE", headers });
  return { session, probe, report, script, ...report.body };
}

const why = (answer) => [answer.body.detail, answer.body.hint].filter(Boolean).join(" ");

/* Hints about origins are for pages elsewhere; what is wrong with this one is said under Address. */
const refusedAtFirstDoor = (answer) => ["cross_site", "origin_not_allowed"].includes(answer.body.code);

const untried = (probe) =>
  refusedAtFirstDoor(probe)
    ? "Not tried: the server took this page for a stranger's. Mend the address first."
    : `Not tried, because the trial was refused. ${why(probe)}`;

const isLocal = () => /^(localhost|127\.0\.0\.1|\[::1\]|.*\.localhost)$/.test(location.hostname);

function address({ server }) {
  const title = "Address";
  if (server.origin === location.origin) {
    return fine("address", title, `It takes itself for ${server.origin}, and so does this browser.`);
  }
  const source = server.originIsConfigured ? "sallyport.public-origin says so" : "the request's scheme and Host say so";
  const proxy = server.forwarded.length
    ? ` A proxy sent ${server.forwarded.join(", ")}: the server believes that only of an address in sallyport.trusted-proxies.`
    : "";
  return broken(
    "address",
    title,
    `This browser is at ${location.origin}, but the server takes itself for ${server.origin}: ${source}.${proxy} If people come by this address, set`,
    `sallyport.public-origin=${location.origin}`,
  );
}

function site({ request }) {
  const title = "Same origin";
  if (request.site === "'same-origin'") {
    return fine("site", title, "The browser says same-origin with every request.");
  }
  return look(
    "site",
    title,
    "The browser does not say where its requests come from: it is old, or this is plain http. The server compares Origin instead.",
  );
}

function kept({ server, probe, cookies }) {
  const title = "Cookies";
  const names = Object.keys(cookies.probes);
  const lost = names.filter((name) => !cookies.probes[name]);
  if (lost.length && server.secureCookies && location.protocol === "http:" && !isLocal()) {
    return broken(
      "cookies",
      title,
      "The server's cookies are Secure, and browsers keep no Secure cookies from plain http. Use https; for development only, " +
        "let them go without:",
      "sallyport.cookie.secure=false",
    );
  }
  if (probe.status !== 204) {
    return look("cookies", title, untried(probe));
  }
  if (lost.length === 0) {
    return fine("cookies", title, `Trial cookies with the real ones' attributes came back: ${names.join(", ")}.`);
  }
  return broken(
    "cookies",
    title,
    `These did not come back: ${lost.join(", ")}. The browser blocks cookies for this site, or a proxy drops Set-Cookie.`,
  );
}

function hidden({ probe, script, cookies, server }) {
  const title = "HttpOnly";
  const readable = Object.keys(cookies.probes)
    .filter((name) => name !== `${server.csrfCookie}-probe`)
    .filter((name) => script.includes(name));
  if (readable.length) {
    return broken("hidden", title, `Script reads ${readable.join(", ")}: something on the way takes HttpOnly off Set-Cookie.`);
  }
  return probe.status === 204
    ? fine("hidden", title, "Script on this page cannot see the cookies that hold tokens.")
    : look("hidden", title, untried(probe));
}

function csrf({ server, request, session, probe, script }) {
  const title = "CSRF token";
  if (session.status !== 200) {
    return look("csrf", title, `Not tried: there is no token without the session's answer. ${why(session)}`);
  }
  if (!request.csrfHeader) {
    return broken("csrf", title, `The header ${server.csrfHeader} was sent and did not arrive: a proxy drops it. Let it pass.`);
  }
  if (probe.status !== 204) {
    return refusedAtFirstDoor(probe) ? look("csrf", title, untried(probe)) : broken("csrf", title, why(probe));
  }
  if (!script.includes(server.csrfCookie)) {
    return look("csrf", title, `It arrives, but the page cannot read the cookie ${server.csrfCookie}: take it from csrf.token.`);
  }
  return fine("csrf", title, `Script reads the cookie ${server.csrfCookie}, and the header ${server.csrfHeader} arrives.`);
}

function twice({ cookies }) {
  const title = "Duplicates";
  return cookies.twice.length === 0
    ? fine("twice", title, "No cookie of ours came twice.")
    : broken(
        "twice",
        title,
        `${cookies.twice.join(", ")} came twice, so requests are refused. Another application on this host or a parent domain ` +
          "sets it too: clear this site's cookies, and if it comes back, choose a name of your own, such as",
        "sallyport.cookie.access-name=__Host-Http-myapp-access",
      );
}

function size({ cookies }) {
  const title = "Size";
  const said = `${cookies.count} cookies make ${cookies.bytes} bytes. One may have 4096, and all headers together 8 KB on most servers.`;
  return cookies.bytes < 6000
    ? fine("size", title, said)
    : look("size", title, `${said} Clear this site's cookies, give users fewer roles, or raise the limit:`,
        "server.max-http-request-header-size=16KB");
}

function clock({ report, time }) {
  const title = "Clock";
  const away = Math.round((Date.parse(time) - (report.sent + report.arrived) / 2) / 1000);
  const margin = Math.ceil((report.arrived - report.sent) / 2000) + 5;
  if (Math.abs(away) <= margin) {
    return fine("clock", title, `This device and the server agree to within ${margin} s.`);
  }
  const direction = away > 0 ? "behind" : "ahead of";
  return look(
    "clock",
    title,
    `This device is ${Math.abs(away)} s ${direction} the server. The server judges tokens by its own clock, so signing in works, ` +
      "but a page that counts down to accessExpiresAt is off. Set the device's clock, or use expiresIn.",
  );
}

function signedIn({ session, cookies, server }) {
  const title = "Session";
  if (session.status !== 200) {
    return broken("session", title, why(session));
  }
  const came = cookies.ours.length ? ` These cookies of ours came: ${cookies.ours.join(", ")}.` : "";
  const state = session.body.authenticated
    ? `Somebody is signed in here, by ${session.body.session.transport}.`
    : session.body.refreshable
      ? "The access token is over, and the refresh token is worth a try."
      : "Nobody is signed in here.";
  return fine("session", title, `${state}${came} Enabled: ${server.transports.join(", ")}.`);
}

function otherPage(page) {
  if (page.problem) {
    return [broken("other", "That is not an origin", page.problem)];
  }
  if (page.isOurs) {
    return [fine("other", "That is this server's own origin", "Nothing has to be allowed.")];
  }
  const list = `sallyport.cors.allowed-origins=${page.origin}`;
  if (!page.readable) {
    return [broken("other", "That page is not allowed here", "Its requests are refused, or it cannot read the answers. If it is yours, list it:", list)];
  }
  return [
    page.preflight && page.mayChange
      ? fine("other", "That page may read and change", "A preflight with the CSRF header is granted.")
      : broken("other", "That page may read and not change", "Its preflight is refused. Leave these two out, or add to them:",
          "sallyport.cors.allowed-methods=...\nsallyport.cors.allowed-headers=..."),
    page.withCookies
      ? fine("other-cookies", "Cookies may come along", 'Its fetch needs credentials: "include".')
      : look("other-cookies", "Cookies may not come along", "Signing in by cookies needs them:", "sallyport.cors.allow-credentials=true"),
    sameSite(page.origin)
      ? fine("other-site", "It seems to be the same site", "So browsers send SameSite cookies with its requests.")
      : look("other-site", "It seems to be another site",
          "Browsers send SameSite cookies within one site only: one scheme and one registered domain. Serve both under one, or use",
          "sallyport.transports=header"),
  ];
}

/** A guess: which domains are registered is more than a page can know. */
function sameSite(origin) {
  const { protocol, hostname } = new URL(origin);
  const end = (host) => host.split(".").slice(-2).join(".");
  const isAddress = /^[\d.]+$|^\[/.test(hostname);
  const related = isAddress || !hostname.includes(".") ? hostname === location.hostname : end(hostname) === end(location.hostname);
  return protocol === location.protocol && related;
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function toCopy(text, label) {
  const row = element("div", { className: "copy" }, element("pre", { textContent: text }));
  if (navigator.clipboard) {
    const button = element("button", { type: "button", textContent: "Copy" });
    button.setAttribute("aria-label", `Copy ${label}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text).catch(() => {});
      button.textContent = "Copied";
    });
    row.append(button);
  }
  return row;
}

function item({ mark, id, title, said, change }) {
  const made = element("li", { className: "check" },
    element("span", { className: "mark", textContent: marks[mark] }),
    element("h3", { textContent: title }),
    element("p", { textContent: said }));
  if (change) {
    made.append(toCopy(change, `the setting: ${title}`));
  }
  made.dataset.mark = mark;
  made.dataset.testid = id;
  return made;
}

function summary(checks) {
  const count = (mark) => checks.filter((check) => check.mark === mark).length;
  if (count("broken") + count("look") === 0) {
    return `All ${checks.length} checks are fine.`;
  }
  return ["broken", "look", "fine"]
    .filter((mark) => count(mark) > 0)
    .map((mark) => `${count(mark)} ${{ broken: "broken", look: "to look at", fine: "fine" }[mark]}`)
    .join(", ")
    .concat(".");
}

async function start() {
  part("summary").textContent = "Looking…";
  const seen = await examine();
  const checks = seen.report.status === 200
    ? [address, kept, hidden, csrf, twice, site, size, clock, signedIn].map((check) => check(seen))
    : [broken("report", "The server's report", why(seen.report))];
  const urgency = ["broken", "look", "fine"];
  checks.sort((a, b) => urgency.indexOf(a.mark) - urgency.indexOf(b.mark));
  part("checks").replaceChildren(...checks.map(item));
  part("summary").textContent = summary(checks);
}

part("again").addEventListener("click", start);
part("other").addEventListener("submit", async (event) => {
  event.preventDefault();
  const report = await ask(`/doctor/report?page=${encodeURIComponent(part("page").value)}`);
  const page = report.body.otherPage ?? { problem: why(report) };
  part("other-checks").replaceChildren(...otherPage(page).map(item));
  const line = `await fetch("${location.origin}${base}/session", { credentials: "include" }).then((answer) => answer.json())`;
  part("snippet").querySelector(".copy")?.remove();
  part("snippet").append(toCopy(line, "the line for the console"));
  part("snippet").hidden = Boolean(page.problem || page.isOurs);
});

void start();
