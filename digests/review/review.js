"use strict";
(() => {
  const $ = (selector, under = document) => under.querySelector(selector);
  const all = (selector, under = document) => [...under.querySelectorAll(selector)];
  const status = $("#status");
  const choosing = $("#choosing");
  let chooser = null;

  const say = (words, wrong = false) => {
    status.textContent = words;
    status.classList.toggle("wrong", wrong);
  };

  const post = async (where, body) => {
    try {
      const answer = await fetch(where, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      return { status: answer.status, ...(await answer.json()) };
    } catch {
      return { status: 0, error: "no answer: is polydigest review still running? Nothing was kept" };
    }
  };

  // What somebody is writing stays on the page, whatever is decided beside it.
  const isBusy = (unit) => all("form", unit).some((form) => !form.hidden);

  const show = (html, decided) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    for (const made of all(".unit", template.content)) {
      const unit = document.getElementById(made.id);
      if (unit !== decided && isBusy(unit)) continue;
      unit.parentElement.className = made.parentElement.className;
      unit.replaceWith(made);
    }
    return document.getElementById(decided.id);
  };

  const decide = async (unit, action, more = {}) => {
    const editor = $("#editor").value.trim();
    if (!editor) {
      say("Give your name first.", true);
      $("#editor").focus();
      return false;
    }
    const { sentence, target, seen } = unit.dataset;
    const draft = $("textarea", unit).value;
    const answer = await post("decide", {
      editor, action, sentence, target: target || null, seen, ...more,
    });
    if (answer.html) {
      $("#unwritten").textContent = answer.unwritten;
      const made = show(answer.html, unit);
      if (answer.error && action === "edit") {
        open(made, "form.writing");
        $("textarea", made).value = draft;
      } else {
        made.focus();
      }
    }
    say(answer.error || "Kept.", Boolean(answer.error));
    return !answer.error;
  };

  const open = (unit, form) => {
    close(unit);
    $(form, unit).hidden = false;
    $("textarea, input", $(form, unit)).focus();
  };
  const close = (unit) => all("form", unit).forEach((form) => (form.hidden = true));

  const light = (unit) => {
    const keys = new Set((unit?.dataset.evidence || "").split("|"));
    for (const passage of all(".passage")) {
      passage.classList.toggle("lit", keys.has(passage.dataset.key));
    }
  };

  const choose = (unit) => {
    chooser = unit;
    light(unit);
    const keys = new Set(unit.dataset.evidence.split("|"));
    for (const passage of all(".passage")) $("input", passage).checked = keys.has(passage.dataset.key);
    document.body.classList.add("choosing");
    choosing.hidden = false;
    ($(".passage.lit input") || $(".passage input"))?.focus();
  };
  const unchoose = () => {
    document.body.classList.remove("choosing");
    choosing.hidden = true;
    document.getElementById(chooser.id).focus();
    chooser = null;
  };

  const acts = {
    accept: (unit) => decide(unit, "accept"),
    reject: (unit) => decide(unit, "reject"),
    restore: (unit) => decide(unit, "restore"),
    edit: (unit) => open(unit, "form.writing"),
    attribute: choose,
    cancel: (unit) => { close(unit); unit.focus(); },
    propose: (unit) => {
      const selected = String(getSelection()).trim();
      const inside = selected && unit.contains(getSelection().anchorNode);
      open(unit, "form.proposing");
      if (selected) $(inside ? "[name=rendering]" : "[name=term]", unit).value = selected;
    },
  };

  document.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]")?.dataset.act;
    if (act) acts[act](event.target.closest(".unit"));
  });
  document.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const unit = form.closest(".unit");
    if (form.matches(".writing")) {
      await decide(unit, "edit", { text: $("textarea", form).value });
    } else {
      const { term, rendering, kind } = Object.fromEntries(new FormData(form));
      if (await decide(unit, "propose", { term: { term, rendering, kind } })) {
        say(`Proposed: ${term}, ${rendering}.`);
      }
    }
  });
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest("form");
    if (form && event.key === "Escape") acts.cancel(form.closest(".unit"));
    if (form?.matches(".writing") && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      form.requestSubmit();
    }
    if (chooser && event.key === "Escape") unchoose();
  });
  for (const how of ["focusin", "mouseover"]) {
    document.addEventListener(how, (event) => {
      const unit = event.target.closest?.(".unit");
      if (unit && !chooser) light(unit);
    });
  }
  $("#chosen")?.addEventListener("click", async () => {
    const passages = all(".passage")
      .filter((passage) => $("input", passage).checked)
      .map((passage) => {
        const [article, field, start] = passage.dataset.key.split(" ");
        return { article, field, start: Number(start) };
      });
    if (await decide(chooser, "attribute", { passages })) unchoose();
  });
  $("#unchosen")?.addEventListener("click", unchoose);
  $("#write").addEventListener("click", async () => {
    say("Writing…");
    const answer = await post("write", {});
    if (answer.unwritten) $("#unwritten").textContent = answer.unwritten;
    say(answer.error || `Written: ${answer.files.join(", ")}.`, Boolean(answer.error));
  });
  addEventListener("beforeunload", (event) => {
    if (all(".unit").some(isBusy)) event.preventDefault();
  });
})();
