package dev.sallyport.server.browser;

import com.microsoft.playwright.Page;

/** Script that got into the page and takes whatever it can find there. */
final class InjectedScript {

    /** Comes before the page's own script, as the worst of injections would, and listens in on every answer. */
    static final String LISTEN = """
            (() => {
              const loot = globalThis.loot = [];
              const take = (answer, body) => {
                for (const name of ["Set-Cookie", "Authorization", "Cookie"]) loot.push(answer.headers.get(name) ?? "");
                loot.push([...answer.headers].join("\\n"), body);
              };
              const original = globalThis.fetch;
              globalThis.fetch = async (input, init) => {
                const request = new Request(input, init);
                loot.push([...request.headers].join("\\n"));
                const answer = await original(request);
                take(answer, `${request.method} ${new URL(request.url).pathname} ${await answer.clone().text()}`);
                return answer;
              };
            })()
            """;

    private static final String SEARCH = """
            async () => {
              const found = [document.cookie, document.documentElement.outerHTML, name, location.href];
              found.push(JSON.stringify(localStorage), JSON.stringify(sessionStorage), JSON.stringify(history.state));
              found.push(JSON.stringify((await globalThis.cookieStore?.getAll()) ?? []));
              for (const entry of performance.getEntries()) found.push(entry.name);
              for (const key of await caches.keys()) found.push(key);
              for (const { name } of await indexedDB.databases()) found.push(...(await rowsOf(name)));
              found.push(...textsIn(globalThis));
              return found.join("\\n");

              async function rowsOf(name) {
                const done = (request) => new Promise((resolve, reject) => {
                  request.onsuccess = () => resolve(request.result);
                  request.onerror = () => reject(request.error);
                });
                const database = await done(indexedDB.open(name));
                const rows = [];
                for (const store of database.objectStoreNames) {
                  rows.push(JSON.stringify(await done(database.transaction(store).objectStore(store).getAll())));
                }
                database.close();
                return rows;
              }

              function textsIn(start) {
                const texts = [], seen = new Set([start]), queue = [start];
                while (queue.length > 0 && seen.size < 100_000) {
                  const owner = queue.shift();
                  for (const key of Reflect.ownKeys(owner)) {
                    let value;
                    try { value = owner[key]; } catch { continue; }
                    if (typeof value === "string") texts.push(value);
                    const more = (typeof value === "object" && value !== null) || typeof value === "function";
                    if (more && !seen.has(value)) queue.push(value) && seen.add(value);
                  }
                }
                return texts;
              }
            }
            """;

    private InjectedScript() {}

    /** Everything that script in the page finds, as one text. */
    static String search(Page page) {
        return (String) page.evaluate(SEARCH);
    }
}
