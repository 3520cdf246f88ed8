// What only a browser can do: theme, keys, focus, clipboard, dialogs, reconnecting. Everything else is drawn by the server.
(() => {
  "use strict";
  const root = document.documentElement;
  const year = 31536000;

  // ---- theme
  function applyTheme(theme) {
    root.dataset.theme = theme;
    const media = {
      light: theme === "system" ? "(prefers-color-scheme: light)" : theme === "light" ? "all" : "not all",
      dark: theme === "system" ? "(prefers-color-scheme: dark)" : theme === "dark" ? "all" : "not all",
    };
    for (const sheet of document.querySelectorAll("link[data-theme-sheet]")) sheet.media = media[sheet.dataset.themeSheet];
    markTheme();
  }
  function markTheme() {
    for (const button of document.querySelectorAll("[data-set-theme]"))
      button.setAttribute("aria-pressed", String(button.dataset.setTheme === root.dataset.theme));
  }

  // ---- keys, switchable off
  const hotkeysOff = () => localStorage.getItem("hotkeys") === "off";
  let pending = "";
  let pendingTimer = 0;
  const isTyping = (target) => target instanceof Element && target.closest("input, select, textarea, [contenteditable='true']");
  function press(keys) {
    const target = [...document.querySelectorAll("[data-hotkey]")].find((e) => e.dataset.hotkey === keys);
    if (!target || target.getAttribute("aria-disabled") === "true") return false;
    target.click();
    return true;
  }
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openPalette();
      return;
    }
    if (event.key === "Escape") {
      closeMenus(null);
      delete root.dataset.drawer;
      return;
    }
    if (moveByArrow(event)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || hotkeysOff()) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "[" || event.key === "]") {
      press(event.key);
      return;
    }
    clearTimeout(pendingTimer);
    if (pending && /^[a-z]$/.test(event.key)) {
      if (press(`${pending} ${event.key}`)) event.preventDefault();
      pending = "";
    } else {
      pending = event.key === "g" ? "g" : "";
      pendingTimer = setTimeout(() => (pending = ""), 1200);
    }
  });

  // ---- arrows inside charts and heatmaps
  function moveByArrow(event) {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: "home", End: "end" }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return false;
    const box = event.target instanceof Element ? event.target.closest("[data-arrows]") : null;
    if (!box) return false;
    const next = box.querySelector("table") ? inTable(box, event.target, step) : inRow(box, event.target, step);
    if (!next) return false;
    event.preventDefault();
    next.focus({ preventScroll: false });
    return true;
  }
  // Radzen's calendar holds back the Tab key that follows an arrow key; Tab always leads out of it.
  addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Tab" && event.target instanceof Element && event.target.closest(".rz-calendar")) event.stopPropagation();
    },
    true,
  );
  function inRow(box, from, step) {
    const stops = [...box.querySelectorAll(":scope > [tabindex], :scope > button:not(:disabled)")];
    const at = stops.indexOf(from);
    if (at < 0 || stops.length === 0) return null;
    if (step === "home") return stops[0];
    if (step === "end") return stops.at(-1);
    return stops[Math.min(stops.length - 1, Math.max(0, at + step[1]))];
  }
  function inTable(box, from, step) {
    const cellOf = (e) => e.closest("td");
    const cells = [...box.querySelectorAll("[data-cell]")];
    if (!from.matches("[data-cell]")) return cells[0] ?? null;
    const cell = cellOf(from);
    const row = cell.parentElement;
    if (step === "home" || step === "end") {
      const stops = [...row.querySelectorAll("[data-cell]")];
      return step === "home" ? stops[0] : stops.at(-1);
    }
    const rows = [...row.parentElement.rows];
    // Headings between rows and cells without a stop are stepped over.
    for (let at = rows.indexOf(row) + step[0], column = cell.cellIndex + step[1]; rows[at] && column >= 0 && column < row.cells.length; at += step[0], column += step[1]) {
      const next = rows[at].cells[column]?.querySelector("[data-cell]");
      if (next) return next;
    }
    return null;
  }

  // ---- a choice on a page changes its address and keeps its place, though Blazor goes to the top after every navigation
  let place = null;
  const pushState = history.pushState.bind(history);
  history.pushState = (state, unused, url) => {
    const to = new URL(url ?? location.href, location.href);
    const stays = to.pathname === location.pathname && to.hash === "" && scrollY > 0;
    place = stays ? { top: scrollY, until: performance.now() + 3000 } : null;
    pushState(state, unused, url);
  };
  document.addEventListener("scroll", () => {
    if (!place || scrollY > 0) return;
    const { top, until } = place;
    place = null;
    if (performance.now() < until) scrollTo(0, top);
  });

  // ---- menus and the drawer
  function closeMenus(except) {
    for (const menu of document.querySelectorAll("details[data-menu][open]"))
      if (menu !== except) {
        const held = menu.contains(document.activeElement);
        menu.open = false;
        if (held) menu.querySelector("summary")?.focus();
      }
  }
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    closeMenus(target.closest("details[data-menu]"));
    // The router would scroll there and leave the focus behind.
    if (target.closest(".skip-link")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      document.getElementById("content")?.focus();
      return;
    }
    const theme = target.closest("[data-set-theme]");
    if (theme) {
      document.cookie = `theme=${theme.dataset.setTheme};path=/;max-age=${year};samesite=lax`;
      applyTheme(theme.dataset.setTheme);
    }
    if (target.closest("[data-palette]")) openPalette();
    const drawer = target.closest("[data-drawer]");
    if (drawer && drawer !== root) {
      const open = root.dataset.drawer !== "open";
      if (open) root.dataset.drawer = "open";
      else delete root.dataset.drawer;
      drawer.setAttribute("aria-expanded", String(open));
    } else if (target.closest("[data-drawer-close], .side-nav a")) {
      delete root.dataset.drawer;
    }
    if (target.closest(".menu-panel a")) closeMenus(null);
    if (target.closest("[data-reload]")) location.reload();
    if (target.closest("[data-reconnect]")) reconnect();
    const copied = target.closest("[data-copy]");
    if (copied) api.copy(copied.dataset.copy);
  });
  document.addEventListener("change", (event) => {
    if (event.target instanceof Element && event.target.matches("[data-hotkeys-switch]"))
      localStorage.setItem("hotkeys", event.target.checked ? "on" : "off");
  });
  document.addEventListener(
    "toggle",
    (event) => {
      if (!(event.target instanceof Element) || !event.target.matches("details[data-menu][open]")) return;
      markTheme();
      for (const box of event.target.querySelectorAll("[data-hotkeys-switch]")) box.checked = !hotkeysOff();
    },
    true,
  );

  // ---- the palette is in the page; the script only opens it
  function openPalette() {
    const dialog = document.querySelector("[data-palette-dialog]");
    if (!dialog || dialog.open) return;
    closeMenus(null);
    dialog.showModal();
    const input = dialog.querySelector("[data-palette-input]");
    input.value = "";
    input.focus();
  }
  document.addEventListener("keydown", (event) => {
    const inPalette = event.target instanceof Element && event.target.matches("[data-palette-input]");
    // The caret must stay where it is while the choice moves.
    if (inPalette && (event.key === "ArrowDown" || event.key === "ArrowUp")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof HTMLDialogElement && event.target.matches("[data-palette-dialog]")) event.target.close();
  });

  // ---- reconnecting: Blazor marks the dialog by classes
  async function reconnect() {
    const worked = await window.Blazor.reconnect();
    if (!worked) location.reload();
  }
  const modal = document.getElementById("components-reconnect-modal");
  if (modal)
    new MutationObserver(() => {
      if (modal.classList.contains("components-reconnect-rejected")) location.reload();
    }).observe(modal, { attributes: true, attributeFilter: ["class"] });

  // ---- called by the server
  const api = {
    async copy(text) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        // Without a secure context there is no clipboard API.
        const area = document.createElement("textarea");
        area.value = text;
        document.body.append(area);
        area.select();
        const worked = document.execCommand("copy");
        area.remove();
        return worked;
      }
    },
    showDialog(dialog) {
      if (!dialog.open) dialog.showModal();
    },
    closeDialog(dialog) {
      if (dialog.open) dialog.close();
    },
    focus(element) {
      element?.focus();
    },
    closeMenus() {
      closeMenus(null);
    },
  };
  window.retailrocket = api;
  markTheme();
})();
