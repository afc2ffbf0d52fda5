// Added to JupyterLab's page: fetches Python while JupyterLab still starts, says how far that is, and where work is kept.
(() => {
  const site = new URL(".", document.currentScript.src);
  const KNOWN = "browser-edition-work-is-kept-here";
  const path = new URLSearchParams(location.search).get("path") || "";
  const AT_ONCE = 3;

  const box = document.createElement("div");
  const line = document.createElement("p");
  const bar = document.createElement("progress");
  const button = document.createElement("button");

  function build() {
    box.id = "browser-edition";
    line.setAttribute("role", "status");
    bar.setAttribute("aria-hidden", "true");
    button.hidden = true;
    box.append(line, bar, button);
    document.body.append(box);
  }

  async function take(address, onBytes) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(address);
    const reader = answer.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) onBytes(part.value.length);
  }

  // The browser keeps what was fetched, so Python finds it there.
  async function fetchAll(addresses, words) {
    let bytes = 0;
    let done = 0;
    let failed = false;
    const waiting = addresses.map((one) => new URL(one, new URL("static/pyodide/", site)));
    bar.max = waiting.length;
    const tell = () => {
      if (failed) return;
      bar.value = done;
      line.textContent = words.loading
        .replace("{file}", Math.min(done + 1, bar.max))
        .replace("{files}", bar.max)
        .replace("{megabytes}", Math.round(bytes / 1e6));
    };
    const work = async () => {
      for (let next = waiting.shift(); next && !failed; next = waiting.shift()) {
        await take(next, (count) => { bytes += count; }).catch(() => { failed = true; throw next; });
        done += 1;
        tell();
      }
    };
    tell();
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  function sayWhereWorkIs(words) {
    bar.hidden = true;
    if (localStorage.getItem(KNOWN)) return box.remove();
    line.textContent = words.kept;
    button.textContent = words.understood;
    button.hidden = false;
    button.onclick = () => { localStorage.setItem(KNOWN, "yes"); box.remove(); };
  }

  async function main() {
    build();
    navigator.storage?.persist?.();
    const { words: all, first, later, units } = await (await fetch(new URL("browser_edition.json", site))).json();
    const folders = path.split("/");
    const words = all[folders[0]] || all.en;
    try {
      await fetchAll(folders.some((name) => units.includes(name)) ? first.concat(later) : first, words);
    } catch (address) {
      bar.hidden = true;
      line.textContent = words.failed.replace("{address}", address.host);
      return;
    }
    sayWhereWorkIs(words);
  }
  main();
})();
