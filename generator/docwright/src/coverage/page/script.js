"use strict";
// The search, and the marks on both sides of a link. All else works without this: links and filters are the browser's;
// of the filters this only says in a faster way what is chosen.
// The page is read as text only, and nothing is written to it but text.
(() => {
  const byId = (id) => document.getElementById(id);
  const input = byId("search");
  const results = byId("results");
  const found = byId("found");
  const twoPanes = matchMedia("(min-width: 62.01rem)");
  const text = (element, selector) => element.querySelector(`:scope > ${selector}, :scope > h3 > ${selector}`)?.textContent ?? "";

  // How many results of a group are shown.
  const SHOWN = 6;
  // The groups in which results are shown, by what items are called; lines come last.
  const GROUPS = [
    ["Endpoints", /^endpoint$/],
    ["Parameters and fields", / parameter$|^field$/],
    ["Types", /^structure$|^enumeration$|^type/],
    ["Constants", /^constant$/],
    ["Security schemes", /^security scheme$/],
  ];

  // Everything that can be found, read from the page when it is first needed.
  let index;
  function build() {
    index ??= [
      ...[...document.querySelectorAll(".card")].map((card) => {
        const kind = text(card, ".kind");
        const owner = card.parentElement.closest(".card");
        const names = [text(card, ".name"), text(card, ".rust")];
        const aside = kind === "endpoint" ? names[1] : [kind, owner && `of ${text(owner, ".name")}`].filter(Boolean).join(" ");
        const group = GROUPS.find(([, pattern]) => pattern.test(kind))?.[0];
        const haystack = `${names.join(" ")} ${kind === "endpoint" ? text(card, ".detail") : ""}`.toLowerCase();
        return { id: card.id, group, shown: names[0], aside, names: names.map((name) => name.toLowerCase()), haystack };
      }).filter((entry) => entry.group),
      ...[...document.querySelectorAll(".line")].map((line) => ({
        id: line.id, group: "Lines", line, names: [], haystack: line.lastElementChild.textContent.toLowerCase(),
      })),
    ];
    return index;
  }

  // How well a name fits, the best first.
  const FITS = [(name, query) => name === query, (name, query) => name.startsWith(query), (name, query) => name.includes(query)];

  // The better, the lower: by a name, then by all words in a row, then by the words one by one.
  function rank({ names, haystack }, query) {
    const best = FITS.findIndex((fits) => names.some((name) => fits(name, query)));
    if (best >= 0) return best;
    return haystack.includes(query) ? FITS.length : FITS.length + 1;
  }

  // What was found last: who types on can only find less.
  let last = { query: "", matches: [] };
  function search() {
    const query = input.value.trim().toLowerCase();
    results.replaceChildren();
    input.removeAttribute("aria-activedescendant");
    if (!query) return close();
    const words = query.split(/\s+/);
    const known = last.query && query.startsWith(last.query) ? last.matches : build();
    const matches = known.filter(({ haystack }) => words.every((word) => haystack.includes(word)));
    last = { query, matches };
    const groups = new Map([...GROUPS, ["Lines"]].map(([name]) => [name, { count: 0, ranks: [] }]));
    for (const match of matches) {
      const group = groups.get(match.group);
      group.count++;
      const ranked = (group.ranks[rank(match, query)] ??= []);
      if (ranked.length < SHOWN) ranked.push(match);
    }
    for (const [name, group] of groups) if (group.count) results.append(section(name, group));
    if (!matches.length) results.append(element("div", "none", "Nothing is called so, and no line says so."));
    found.textContent = `${matches.length} results`;
    results.hidden = false;
    input.setAttribute("aria-expanded", "true");
    select(results.querySelector("[role=option]"));
  }

  function section(name, { count, ranks }) {
    const group = element("div");
    group.setAttribute("role", "group");
    const more = count > SHOWN ? `, the first ${SHOWN}` : "";
    group.setAttribute("aria-label", `${name}: ${count}${more}`);
    for (const entry of ranks.flat().slice(0, SHOWN)) group.append(option(entry));
    return group;
  }

  function option({ id, shown, aside, line }) {
    const option = element("div");
    option.setAttribute("role", "option");
    option.id = `to-${id}`;
    option.dataset.to = id;
    if (line) {
      const file = line.closest(".sheet").querySelector("h2").lastChild.textContent;
      option.append(element("span", "", line.lastElementChild.textContent.trim().slice(0, 160)));
      option.append(element("span", "aside", `${file}:${line.firstElementChild.textContent}`));
    } else {
      option.append(element("b", "", shown), element("span", "aside", aside));
    }
    return option;
  }

  function element(name, className = "", content = "") {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = content;
    return made;
  }

  function select(option) {
    results.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    if (!option) return;
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function close() {
    results.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    found.textContent = "";
  }

  // Goes where a result leads, and lets the keyboard go on from there.
  function open(option) {
    close();
    const target = byId(option.dataset.to);
    if (location.hash === `#${target.id}`) show();
    else location.hash = target.id;
    target.querySelector("a")?.focus({ preventScroll: true });
  }

  function move(step) {
    const options = [...results.querySelectorAll("[role=option]")];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    select(options.at((at + step) % options.length));
  }

  const inView = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const pane = element.closest(".pane").getBoundingClientRect();
    return bottom > Math.max(pane.top, 0) && top < Math.min(pane.bottom, innerHeight);
  };

  // Marks what belongs to the target on the other side, and with two panes brings it into view.
  function show() {
    for (const linked of document.querySelectorAll(".linked")) linked.classList.remove("linked");
    const target = byId(location.hash.slice(1));
    const isLine = target?.matches(".line");
    if (!isLine && !target?.matches(".card")) return;
    const partners = isLine
      ? [...target.closest(".block").querySelectorAll(".entries a")].map((link) => byId(link.hash.slice(1))).filter(Boolean)
      : [...document.querySelectorAll(`.entries a[href="#${target.id}"]`)].map((link) => link.closest(".block"));
    for (const partner of partners) partner.classList.add("linked");
    const own = target.closest(".card") ?? target;
    if (!inView(own)) own.scrollIntoView({ block: "center" });
    if (twoPanes.matches && partners.length && !partners.some(inView)) partners[0].scrollIntoView({ block: "center" });
  }

  document.querySelector(".search").hidden = false;
  input.addEventListener("input", search);
  input.addEventListener("focus", () => input.value && search());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (results.hidden) return;
    else if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") {
      const option = results.querySelector("[aria-selected=true]");
      if (option) open(option);
    } else return;
    event.preventDefault();
  });
  results.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) open(option);
  });
  document.addEventListener("pointerdown", (event) => event.target.closest(".search") || close());
  document.querySelector(".search").addEventListener("focusout", (event) => {
    if (event.relatedTarget && !event.relatedTarget.closest(".search")) close();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("input[type=search], textarea");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  // Says by classes what is chosen; the style says what that shows.
  const filters = [...document.querySelectorAll(".filters input")];
  function filter() {
    const { classList } = document.body;
    for (const { id, checked } of filters) classList.toggle(id, checked);
    classList.toggle("only", filters.some(({ checked }) => checked));
  }
  document.querySelector(".filters").addEventListener("change", (event) => {
    filter();
    // What is left of the documents begins at their top.
    if (event.target.checked) byId("documents").scrollTop = 0;
  });
  // A browser that comes back to the page has kept what was chosen.
  addEventListener("pageshow", filter);
  filter();
  addEventListener("hashchange", show);
  if (location.hash) show();
})();
