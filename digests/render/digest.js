"use strict";
(() => {
  const root = document.documentElement;
  const opened = root.dataset.show;

  // What a reader chose is kept for pages that open alike; a browser may forbid that.
  const KEY = "polydigest.show." + opened;
  const kept = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const keep = (code) => {
    try {
      localStorage.setItem(KEY, code);
    } catch {
      // The choice holds for this visit.
    }
  };

  const ready = () => {
    const form = document.getElementById("tools");
    const choices = [...form.querySelectorAll("input[name=show]")];
    const speakers = choices.filter((choice) => choice.dataset.lang);

    // Let the page speak the language of a choice; its stories are shown as they are.
    const speak = (choice) => {
      root.dataset.words = choice.value;
      root.lang = choice.dataset.lang;
      root.dir = choice.dataset.dir;
      const word = "w" + choice.value;
      document.title = document.querySelector("title").dataset[word];
      for (const option of form.querySelectorAll("option[data-w0]")) option.textContent = option.dataset[word];
    };
    const show = (choice) => {
      choice.checked = true;
      root.dataset.show = choice.value;
      if (choice.dataset.lang) speak(choice);
    };
    const coded = (code) => choices.find((choice) => choice.dataset.code === code);
    const asked = coded(new URLSearchParams(location.search).get("show")) ?? coded(kept());
    if (opened === "all") {
      const base = (tag) => tag.split("-")[0];
      const readers = navigator.languages.map((tag) =>
        speakers.find((choice) => base(choice.dataset.code) === base(tag)));
      const reader = readers.find(Boolean);
      if (reader) speak(reader);
    }
    const first = asked ?? choices.find((choice) => choice.value === opened);
    if (first) show(first);
    for (const choice of choices) {
      choice.addEventListener("change", () => {
        show(choice);
        keep(choice.dataset.code);
      });
    }

    const lines = [...document.querySelectorAll(".contents li")];
    const stories = [...document.querySelectorAll(".story")];
    const count = document.getElementById("count");
    const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    let texts = null;
    const read = () => {
      texts ??= stories.map((story) =>
        plain([...story.querySelectorAll(".t, h2 .c")].map((text) => text.textContent).join("\n")));
    };
    const filter = () => {
      const wanted = new FormData(form);
      const words = plain(wanted.get("text")).split(/\s+/).filter(Boolean);
      if (words.length) read();
      let shown = 0;
      lines.forEach((line, number) => {
        const fits =
          ["publisher", "section", "language", "watched", "checks"].every((name) => {
            const value = wanted.get(name);
            return !value || line.dataset[name].split(" ").includes(value);
          }) && words.every((word) => texts[number].includes(word));
        if (line.hidden === fits) line.hidden = stories[number].hidden = !fits;
        shown += fits;
      });
      count.textContent = `${shown} / ${lines.length}`;
    };
    if (count) {
      form.addEventListener("input", (event) => {
        if (event.target.name !== "show") filter();
      });
      filter();
      (window.requestIdleCallback ?? setTimeout)(read);
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    form.parentElement.hidden = !form.children.length;

    // On paper nothing is folded away.
    let folded = [];
    addEventListener("beforeprint", () => {
      folded = [...document.querySelectorAll("details:not([open])")];
      for (const details of folded) details.open = true;
    });
    addEventListener("afterprint", () => {
      for (const details of folded) details.open = false;
    });
  };

  addEventListener("DOMContentLoaded", ready);
})();
