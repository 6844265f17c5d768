/* What the pages do in the browser: search as you type, moving between pages, keys in graphs, downloads, the tour. */
(function () {
  "use strict";

  const main = () => document.getElementById("page");
  const theme = () => document.documentElement.dataset.theme;

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.explorer = {
    place: (pathname, search) => ({ pathname: pathname, search: search, theme: theme() }),
    opened: () => opened(),
  };

  /* ---- pages ---- */

  function go(href) {
    history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  }

  function isPage(link) {
    const address = new URL(link.href, location.href);
    return address.origin === location.origin && !link.hasAttribute("download") &&
      !/^\/(api|assets|_dash)/.test(address.pathname.replace(/^\/api-guide/, "")) && !link.getAttribute("href").startsWith("#");
  }

  document.addEventListener("click", (event) => {
    const action = event.target.closest("[data-action]");
    if (action) { act(action.dataset.action, action.dataset.target); return; }
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (isPage(link)) { event.preventDefault(); go(link.href); }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.classList.contains("to-page")) return;
    event.preventDefault();
    const values = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (String(value).trim()) values.set(name, String(value).trim());
    close();
    const query = values.toString();
    go(new URL(form.action).pathname + (query ? "?" + query : ""));
  });

  /* Once a page's content stands: its heading becomes the title, and takes the focus where another page was opened. */
  let before = "";
  function opened() {
    const now = location.pathname + location.search;
    const isOther = before && before !== now;
    // The content is drawn soon after this is called, how soon depends on the machine: look again until it stands.
    [0, 50, 150, 400, 1000, 2500].forEach((wait, number) => setTimeout(() => {
      const head = main() && main().querySelector("h1");
      if (!head || location.pathname + location.search !== now) return;
      before = now;
      if (document.title !== head.textContent + " · miner") document.title = head.textContent + " · miner";
      const isLost = document.activeElement === document.body;
      if (isOther && (isLost || number === 0)) head.focus({ preventScroll: true });
    }, wait));
    return window.dash_clientside.no_update;
  }

  /* ---- search as you type ---- */

  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Entities");
  list.hidden = true;
  let field = null, chosen = -1, found = [], asked = 0, timer = 0;

  function prepare(input) {
    if (input.getAttribute("aria-controls")) return;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
  }

  function asInput(target) {
    if (!(target instanceof HTMLInputElement)) return null;
    return target.classList.contains("entity-input") ? target : null;
  }

  function close() {
    list.hidden = true;
    chosen = -1;
    if (field) { field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); }
  }

  function marked(text, words) {
    const parts = document.createDocumentFragment();
    const at = text.toLowerCase().indexOf(words.toLowerCase());
    if (at < 0 || !words) { parts.append(text); return parts; }
    const mark = document.createElement("mark");
    mark.textContent = text.slice(at, at + words.length);
    parts.append(text.slice(0, at), mark, text.slice(at + words.length));
    return parts;
  }

  function place() {
    const box = field.getBoundingClientRect();
    list.style.left = Math.max(8, box.left + scrollX) + "px";
    list.style.top = box.bottom + scrollY + 4 + "px";
    list.style.width = Math.min(Math.max(box.width, 300), innerWidth - 16) + "px";
  }

  function show(answer, words) {
    const kept = chosen >= 0 && !list.hidden && found[chosen] ? found[chosen].id : null;
    found = answer.items || [];
    list.replaceChildren();
    found.forEach((one, number) => {
      const item = document.createElement("li");
      item.id = "suggestion-" + number;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const name = document.createElement("span");
      name.className = "name";
      name.append(marked(one.label, words));
      if (one.name.toLowerCase() !== one.label.toLowerCase() && one.how !== "id") {
        const other = document.createElement("span");
        other.className = "note";
        other.append(" ", marked(one.name, words));
        name.append(other);
      }
      const kind = document.createElement("span");
      kind.className = "note";
      kind.textContent = one.type + ", " + one.papers + (one.papers === 1 ? " paper" : " papers");
      item.append(name, kind);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); pick(number); });
      list.append(item);
    });
    if (!found.length) {
      const none = document.createElement("li");
      none.className = "none";
      none.setAttribute("role", "option");
      none.setAttribute("aria-selected", "false");
      none.setAttribute("aria-disabled", "true");
      none.textContent = "No entity is called that; Enter looks in papers and claims.";
      list.append(none);
    }
    document.body.append(list);
    place();
    list.hidden = false;
    chosen = -1;
    field.setAttribute("aria-expanded", "true");
    // What was chosen while this answer was on its way stays chosen.
    const again = found.findIndex((one) => one.id === kept);
    if (again >= 0) mark(again);
  }

  function ask() {
    const words = field.value.trim().slice(0, 200);
    const number = ++asked;
    if (!words) { close(); return; }
    fetch("/api/search?limit=10&q=" + encodeURIComponent(words))
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((answer) => { if (answer && number === asked && document.activeElement === field) show(answer, words); })
      .catch(() => close());
  }

  function mark(number) {
    chosen = number;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === number)));
    const item = list.children[number];
    if (item) { field.setAttribute("aria-activedescendant", item.id); item.scrollIntoView({ block: "nearest" }); }
  }

  function pick(number) {
    const one = found[number];
    const input = field;
    close();
    asked++;
    if (!one) return;
    if (input.classList.contains("go")) {
      input.value = "";
      input.blur();
      go("/entity/" + encodeURIComponent(one.id).replace(/%3A/g, ":"));
      return;
    }
    input.value = one.label + " (" + one.id + ")";
    clearTimeout(timer);
  }

  /* Inputs of forms are the browser's own: nothing that draws the page anew can disturb what is being typed. */
  function fillFields() {
    document.querySelectorAll(".plain-input").forEach((box) => {
      let input = box.querySelector("input");
      if (!input) {
        input = document.createElement("input");
        input.type = "text";
        input.autocomplete = "off";
        input.spellcheck = false;
        input.maxLength = 300;
        box.append(input);
      }
      const wanted = JSON.stringify(box.dataset);
      if (box.wanted === wanted) return;
      box.wanted = wanted;
      input.id = "pick-" + box.dataset.name;
      input.name = box.dataset.name;
      input.value = box.dataset.value || "";
      input.placeholder = box.dataset.hint || "";
      input.className = box.dataset.entity ? "entity-input" : "";
    });
  }

  document.addEventListener("focusin", (event) => { const input = asInput(event.target); if (input) { prepare(input); } });
  document.addEventListener("input", (event) => {
    const input = asInput(event.target);
    if (!input || !event.isTrusted) return;
    field = input;
    clearTimeout(timer);
    timer = setTimeout(ask, 60);
  });
  document.addEventListener("focusout", (event) => { if (event.target === field) setTimeout(() => { if (document.activeElement !== field) close(); }, 120); });
  document.addEventListener("keydown", (event) => {
    const input = asInput(event.target);
    if (input) { keyInField(event, input); return; }
    if (event.key === "/" && !/INPUT|TEXTAREA|SELECT/.test(event.target.tagName) && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      document.getElementById("search").focus();
      return;
    }
    if (event.target.classList && event.target.classList.contains("graph")) keyInGraph(event, event.target);
  });

  function keyInField(event, input) {
    if (event.isComposing) return;
    if (event.key === "Escape") { close(); return; }
    // In a form of two names Enter takes the first of the list; only its button opens the page.
    if (event.key === "Enter" && !input.classList.contains("go")) {
      event.preventDefault();
      if (!list.hidden && found.length && field === input) pick(Math.max(0, chosen));
      return;
    }
    if (list.hidden || !found.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((chosen + step + found.length) % found.length);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      field = input;
      pick(chosen);
    }
  }

  /* ---- graphs ---- */

  const graphOf = (id) => { const box = document.getElementById(id); return box && box._cyreg ? box._cyreg.cy : null; };

  function keyInGraph(event, frame) {
    const cy = graphOf(frame.id.replace(/-frame$/, ""));
    if (!cy) return;
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const now = cy.nodes(".focus");
    if (event.key === "Enter" && now.length) { go(now[0].data("href")); return; }
    const way = arrows[event.key];
    if (!way) return;
    event.preventDefault();
    if (!now.length) { look(cy, cy.nodes(".centre").length ? cy.nodes(".centre")[0] : cy.nodes()[0], frame); return; }
    const here = now[0].position();
    let best = null, least = Infinity;
    cy.nodes().forEach((node) => {
      const there = node.position();
      const along = (there.x - here.x) * way[0] + (there.y - here.y) * way[1];
      const aside = Math.abs((there.x - here.x) * way[1]) + Math.abs((there.y - here.y) * way[0]);
      if (along > 1 && along + 2.5 * aside < least) { least = along + 2.5 * aside; best = node; }
    });
    if (best) look(cy, best, frame);
  }

  function look(cy, node, frame) {
    cy.elements().removeClass("focus");
    node.addClass("focus");
    const said = document.getElementById(frame.id.replace(/-frame$/, "-said"));
    const edges = node.connectedEdges().map((edge) => edge.data("name"));
    if (said) said.textContent = node.data("name") + ". " + edges.slice(0, 4).join("; ");
  }

  /* The whole graph, and never larger than its words should be. */
  function fit(cy) {
    cy.resize();
    cy.fit(undefined, 14);
    if (cy.zoom() > 1.15) { cy.zoom(1.15); cy.center(); }
  }

  /* On a phone: narrower boxes closer together, so that both ends of a line are seen. The order stays. */
  function pinch(cy, frame) {
    if (frame.clientWidth >= NARROW) return;
    frame.firstElementChild.style.minWidth = "0";
    const box = 100, shrink = 0.52, side = `${box / 2 + 1}px 0px`;
    cy.style()
      .selector("node").style({ "width": box, "text-max-width": `${box - 8}px`, "font-size": 10 })
      .selector("edge.forward").style({ "source-endpoint": side, "target-endpoint": `-${side}` })
      .selector("edge.back").style({ "source-endpoint": `-${side}`, "target-endpoint": side })
      .update();
    cy.nodes().positions((node) => ({ x: node.position("x") * shrink, y: node.position("y") }));
  }
  const NARROW = 560;

  function watchGraphs() {
    document.querySelectorAll(".graph").forEach((frame) => {
      const id = frame.id.replace(/-frame$/, "");
      const cy = graphOf(id);
      if (!cy || cy.isWatched) return;
      cy.isWatched = true;
      cy.on("tap", "node", (event) => go(event.target.data("href")));
      cy.on("mouseover", "node, edge", (event) => {
        frame.style.cursor = "pointer";
        frame.title = event.target.data("name");
        event.target.addClass("focus");
      });
      cy.on("mouseout", "node, edge", (event) => { frame.style.cursor = ""; frame.title = ""; event.target.removeClass("focus"); });
      pinch(cy, frame);
      fit(cy);
      frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
    });
  }
  setInterval(() => { fillFields(); watchGraphs(); }, 100);

  /* ---- tools ---- */

  function save(name, address) {
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
  }

  const titled = (suffix) => (document.title.replace(/ · miner$/, "").replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60) || "miner") + suffix;

  function escaped(text) {
    return String(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
  }

  /* The graph as SVG, drawn from what cytoscape laid out: boxes, lines, heads, words. */
  function svgOf(cy) {
    const box = cy.elements().boundingBox({ includeOverlays: false });
    const ground = getComputedStyle(document.documentElement).getPropertyValue("--card").trim() || "#fff";
    const parts = [];
    const dashes = { dashed: "6 3", dotted: "1.5 3" };
    cy.edges().forEach((edge) => {
      const from = edge.sourceEndpoint(), to = edge.targetEndpoint(), colour = edge.style("line-color");
      if (!from || !to || isNaN(from.x)) return;
      const dash = dashes[edge.style("line-style")] ? ` stroke-dasharray="${dashes[edge.style("line-style")]}"` : "";
      const width = parseFloat(edge.style("width"));
      const controls = edge.controlPoints && edge.controlPoints();
      const curve = controls && controls.length ? `Q${controls[0].x} ${controls[0].y}` : "L";
      parts.push(`<path d="M${from.x} ${from.y} ${curve} ${to.x} ${to.y}" fill="none" stroke="${colour}" stroke-width="${width}"${dash}/>`);
      const last = controls && controls.length ? controls[0] : from;
      const angle = Math.atan2(to.y - last.y, to.x - last.x) * 180 / Math.PI;
      const heads = { triangle: "M0 0L-10 -5L-10 5Z", vee: "M0 0L-10 -5L-7 0L-10 5Z", tee: "M-1.5 -7H1.5V7H-1.5Z", circle: "M-8 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0" };
      const head = heads[edge.style("target-arrow-shape")];
      if (head) parts.push(`<path d="${head}" transform="translate(${to.x} ${to.y}) rotate(${angle})" fill="${colour}"/>`);
    });
    cy.nodes().forEach((node) => {
      const at = node.position(), width = node.width(), height = node.height();
      const dash = node.style("border-style") === "dashed" ? ' stroke-dasharray="5 3"' : "";
      const round = node.style("shape") === "round-rectangle" ? 8 : 0;
      parts.push(`<rect x="${at.x - width / 2}" y="${at.y - height / 2}" width="${width}" height="${height}" rx="${round}" fill="${node.style("background-color")}" stroke="${node.style("border-color")}" stroke-width="${parseFloat(node.style("border-width"))}"${dash}/>`);
      const lines = wrapped(node.data("label"), 26);
      lines.forEach((line, number) => parts.push(`<text x="${at.x}" y="${at.y + 4 + (number - (lines.length - 1) / 2) * 14}" text-anchor="middle" font-family="system-ui, sans-serif" font-size="12" fill="${node.style("color")}">${escaped(line)}</text>`));
    });
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${box.w + 28}" height="${box.h + 28}" viewBox="${box.x1 - 14} ${box.y1 - 14} ${box.w + 28} ${box.h + 28}"><rect x="${box.x1 - 14}" y="${box.y1 - 14}" width="100%" height="100%" fill="${ground}"/>${parts.join("")}</svg>`;
  }

  function wrapped(text, width) {
    const lines = [];
    for (const line of String(text).split("\n")) {
      let rest = "";
      for (const word of line.split(" ")) {
        if (rest && (rest + " " + word).length > width) { lines.push(rest); rest = word; } else rest = rest ? rest + " " + word : word;
      }
      lines.push(rest);
    }
    return lines;
  }

  function act(action, target) {
    const cy = graphOf(target);
    const around = cy && { level: 0, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } };
    const plot = target && document.querySelector("#" + CSS.escape(target) + " .js-plotly-plot");
    const actions = {
      "zoom-in": () => cy && cy.zoom({ ...around, level: cy.zoom() * 1.25 }),
      "zoom-out": () => cy && cy.zoom({ ...around, level: cy.zoom() / 1.25 }),
      "fit": () => cy && fit(cy),
      "graph-png": () => cy && save(titled(".png"), cy.png({ full: true, scale: 2, bg: getComputedStyle(document.documentElement).getPropertyValue("--card").trim() })),
      "graph-svg": () => cy && save(titled(".svg"), URL.createObjectURL(new Blob([svgOf(cy)], { type: "image/svg+xml" }))),
      "plot-png": () => plot && Plotly.downloadImage(plot, { format: "png", scale: 2, filename: titled(""), width: plot.clientWidth, height: plot.clientHeight }),
      "plot-svg": () => plot && Plotly.downloadImage(plot, { format: "svg", filename: titled(""), width: plot.clientWidth, height: plot.clientHeight }),
      "theme": switchTheme,
      "tour": () => tour(0),
      "tour-back": () => tour(step - 1),
      "tour-next": () => tour(step + 1),
      "tour-close": () => document.getElementById("tour").close(),
    };
    if (actions[action]) actions[action]();
  }

  function switchTheme() {
    const now = theme() === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = now;
    try { localStorage.setItem("miner-theme", now); } catch (error) { /* not kept, and shown all the same */ }
    window.dash_clientside.set_props("theme", { data: now });
  }

  const STEPS = [
    "Type a name in the box at the top, or press “/”. Misspellings, abbreviations, Greek letters, Chinese names and ids all work. Arrow keys choose, Enter opens.",
    "An entity's page shows what raises and lowers it, and what it raises and lowers. Orange solid lines with ▲ raise, blue dashed lines with ▼ lower, grey dots found no effect, purple has no one direction.",
    "Every line leads to its evidence: the pooled effect as a forest plot, who says what, and each claim with its verbatim sentence.",
    "Paths shows what lies between an exposure and an outcome: what papers state, with the percent mediated, apart from what we put together.",
    "Everything on the screen can be taken along: tables as CSV, pictures as PNG and SVG, graphs as GraphML. Each page's address can be sent to a colleague.",
  ];
  let step = 0;

  function tour(number) {
    const box = document.getElementById("tour");
    if (number >= STEPS.length) { box.close(); return; }
    step = Math.max(0, number);
    document.getElementById("tour-text").textContent = STEPS[step];
    document.getElementById("tour-step").textContent = step + 1 + " of " + STEPS.length;
    box.querySelector('[data-action="tour-next"]').textContent = step === STEPS.length - 1 ? "Done" : "Next";
    if (!box.open) box.showModal();
  }

  /* ---- cells of the claims table: elements, never markup ---- */

  window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};
  window.dashAgGridComponentFunctions.paperLink = function (cell) {
    const marks = cell.data.retracted ? [" ", React.createElement("span", { className: "tag bad", key: "r" }, "retracted")] : [];
    return React.createElement("span", null, React.createElement("a", { href: cell.data.href, key: "a" }, cell.value), ...marks);
  };
})();
