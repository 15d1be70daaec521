"use strict";
(() => {
  const MOST = 100;
  const scripts = JSON.parse(document.getElementById("scripts").textContent);
  const input = document.getElementById("query");
  const status = document.getElementById("status");
  const results = document.getElementById("results");
  const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
  const entries = [];
  let loading = null;

  // Lower case without accents; words stand between blanks, and so do runs of Han characters.
  const plain = (text) =>
    " " +
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().normalize("NFC")
      .replace(/[^\p{L}\p{N}]+/gu, " ").trim() +
    " ";

  // What an entry has to hold: words are looked up at their beginnings, Chinese by pairs.
  const terms = (query) => {
    const found = [];
    for (const word of plain(query).trim().split(" ")) {
      for (const part of word.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu) ?? []) {
        const letters = [...part];
        if (!HAN.test(part)) found.push(" " + part);
        else if (letters.length === 1) found.push(part);
        else for (let i = 1; i < letters.length; i += 1) found.push(letters[i - 1] + letters[i]);
      }
    }
    return found;
  };

  window.polydigest = {
    add(about, stories) {
      for (const [anchor, texts] of stories) {
        for (const [language, sentences] of Object.entries(texts)) {
          entries.push({ about, anchor, language, sentences, key: about.run + "#" + anchor, text: null });
        }
      }
    },
  };

  const load = () => {
    loading ??= Promise.all(scripts.map((source) => new Promise((done) => {
      const script = document.createElement("script");
      script.src = source;
      script.onload = () => done(true);
      script.onerror = () => done(false);
      document.head.append(script);
    }))).then((loaded) => {
      for (const entry of entries) entry.text = entry.sentences.map(plain).join("");
      entries.sort((a, b) => (a.about.run < b.about.run ? 1 : a.about.run > b.about.run ? -1 : 0));
      return loaded.every(Boolean);
    });
    return loading;
  };

  const search = (wanted) => {
    const heads = [], others = [], seen = new Set();
    for (const entry of entries) {
      if (seen.has(entry.key) || !wanted.every((term) => entry.text.includes(term))) continue;
      seen.add(entry.key);
      const head = plain(entry.sentences[0]);
      (wanted.every((term) => head.includes(term)) ? heads : others).push(entry);
    }
    return [...heads, ...others];
  };

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  // The text with what was looked for in it marked; only text nodes are made.
  const marked = (text, query) => {
    const words = query.normalize("NFC").split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean)
      .sort((a, b) => b.length - a.length);
    if (!words.length) return [text];
    return text.split(new RegExp("(" + words.join("|") + ")", "giu"))
      .map((piece, number) => (number % 2 ? element("mark", {}, piece) : piece));
  };

  const show = (entry, wanted, query) => {
    const page = entry.about.pages.includes("html") ? "html" : entry.about.pages[0];
    const said = { lang: entry.language, dir: "auto" };
    const headline = marked(entry.sentences[0], query);
    const rest = entry.sentences.slice(1).map((sentence) => [sentence, plain(sentence)]);
    const [best] = rest.find(([, text]) => wanted.some((term) => text.includes(term))) ?? rest[0] ?? [""];
    return element("li", {},
      element("h3", said, page
        ? element("a", { href: entry.about.run + "/digest." + page + (page === "html" ? "#" + entry.anchor : "") }, ...headline)
        : element("span", {}, ...headline)),
      element("p", said, ...marked(best, query)),
      element("p", { className: "soft" }, entry.about.run));
  };

  let asked = 0;
  const run = async () => {
    const query = input.value, wanted = terms(query), number = ++asked;
    if (!wanted.length) {
      results.replaceChildren();
      status.textContent = "";
      return;
    }
    if (!loading) status.textContent = "Loading …";
    const whole = await load();
    if (number !== asked) return;
    const found = search(wanted);
    status.textContent =
      (found.length === 1 ? "1 story" : found.length.toLocaleString("en") + " stories") +
      (found.length > MOST ? ", the first " + MOST + " shown" : "") +
      (whole ? "" : "; some of search/ could not be read");
    results.replaceChildren(...found.slice(0, MOST).map((entry) => show(entry, wanted, query)));
  };

  const fromAddress = () => {
    const query = new URLSearchParams(location.hash.slice(1)).get("q");
    if (query !== null && query !== input.value) {
      input.value = query;
      run();
    }
  };

  input.disabled = false;
  input.addEventListener("input", () => {
    history.replaceState(null, "", input.value ? "#" + new URLSearchParams({ q: input.value }) : "#");
    run();
  });
  window.addEventListener("hashchange", fromAddress);
  fromAddress();
})();
