// Moves and scales the drawing by its viewBox. The server draws everything; nothing here knows what the nodes are.
const frames = new WeakMap();

export function start(frame) {
  const svg = frame.querySelector("svg[data-width]");
  const full = { width: Number(svg.dataset.width), height: Number(svg.dataset.height) };
  const controller = new AbortController();
  const on = (target, name, act, options) => target.addEventListener(name, act, { signal: controller.signal, ...options });
  let view = { x: 0, y: 0, width: full.width, height: full.height };
  let drag = null;
  let moved = false;

  const show = () => svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
  // Pixels of the drawing a pixel of the screen stands for.
  const scale = () => Math.max(view.width / svg.clientWidth, view.height / svg.clientHeight);
  const place = (event) => {
    const box = svg.getBoundingClientRect();
    const size = scale();
    return {
      x: view.x + view.width / 2 + (event.clientX - box.left - box.width / 2) * size,
      y: view.y + view.height / 2 + (event.clientY - box.top - box.height / 2) * size,
    };
  };
  const zoom = (factor, at) => {
    const width = Math.min(full.width * 2, Math.max(320, view.width * factor));
    const real = width / view.width;
    view = { x: at.x - (at.x - view.x) * real, y: at.y - (at.y - view.y) * real, width, height: view.height * real };
    show();
  };
  const middle = () => ({ x: view.x + view.width / 2, y: view.y + view.height / 2 });
  const fit = () => {
    view = { x: 0, y: 0, width: full.width, height: full.height };
    show();
  };
  const centre = (node) => {
    const box = node.getBBox();
    view.x = box.x + box.width / 2 - view.width / 2;
    view.y = box.y + box.height / 2 - view.height / 2;
    show();
  };
  const isSeen = (node) => {
    const box = node.getBBox();
    const half = { x: (svg.clientWidth * scale()) / 2, y: (svg.clientHeight * scale()) / 2 };
    const at = middle();
    return box.x > at.x - half.x && box.x + box.width < at.x + half.x && box.y > at.y - half.y && box.y + box.height < at.y + half.y;
  };

  on(svg, "wheel", (event) => {
    // A wheel alone scrolls the page; the keys that zoom everywhere zoom here.
    if (!event.ctrlKey && !event.metaKey && !event.altKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 0.85 : 1 / 0.85, place(event));
  }, { passive: false });
  on(svg, "pointerdown", (event) => {
    if (event.button !== 0) return;
    drag = { x: event.clientX, y: event.clientY, view: { ...view }, id: event.pointerId };
    moved = false;
  });
  on(svg, "pointermove", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    const dx = event.clientX - drag.x;
    const dy = event.clientY - drag.y;
    if (!moved && Math.hypot(dx, dy) < 4) return;
    if (!moved) svg.setPointerCapture(drag.id);
    moved = true;
    view.x = drag.view.x - dx * scale();
    view.y = drag.view.y - dy * scale();
    show();
  });
  for (const name of ["pointerup", "pointercancel"]) on(svg, name, () => (drag = null));
  // The end of a drag over a node is no click on it.
  on(svg, "click", (event) => {
    if (!moved) return;
    event.preventDefault();
    event.stopPropagation();
    moved = false;
  }, { capture: true });
  on(svg, "dragstart", (event) => event.preventDefault());
  on(svg, "focusin", (event) => {
    const node = event.target.closest("[data-node]");
    if (node?.matches(":focus-visible") && !isSeen(node)) centre(node);
  });
  on(frame, "click", (event) => {
    const how = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (how === "in") zoom(0.75, middle());
    if (how === "out") zoom(1 / 0.75, middle());
    if (how === "fit") fit();
  });

  frames.set(frame, controller);
  // On a narrow screen the whole drawing would be unreadable: begin at a readable size, at the chosen node or the left.
  const readable = svg.clientWidth < 600 ? 1.1 : 1.5;
  if (full.width / svg.clientWidth > readable) {
    const width = svg.clientWidth * readable;
    const height = svg.clientHeight * readable;
    const chosen = svg.querySelector("[aria-current]")?.getBBox();
    view = {
      x: chosen ? chosen.x + chosen.width / 2 - width / 2 : 0,
      y: (chosen ? chosen.y + chosen.height / 2 : full.height / 2) - height / 2,
      width,
      height,
    };
    show();
  }
}

export function stop(frame) {
  frames.get(frame)?.abort();
  frames.delete(frame);
}
