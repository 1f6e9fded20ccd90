// In each measured page before any script of its own: watches for the banner and measures clicks.
(({ banner, accept, choose, second, watch }) => {
  const bench = { shown: 0, shift: 0, ran: [], order: [], memory: () => 0 };
  window.bench = bench;
  new PerformanceObserver((list) => {
    for (const it of list.getEntries()) bench.shift += it.value;
  }).observe({ type: 'layout-shift', buffered: true });

  // The page's own: where the banner is larger than all of it, what came before the banner counts.
  let largest = 0;
  new PerformanceObserver((list) => {
    for (const it of list.getEntries()) if (!it.element?.closest(banner)) largest = it.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  bench.paints = () => {
    const [first] = performance.getEntriesByName('first-contentful-paint');
    return [first.startTime, largest || first.startTime];
  };

  // What a WASM module has taken is in no figure of the JavaScript heap.
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...words) => {
      const made = await real.apply(WebAssembly, words);
      const { memory } = (made.instance || made).exports;
      if (memory) bench.memory = () => memory.buffer.byteLength;
      return made;
    };
  }

  function visible(css) {
    const it = document.querySelector(css);
    if (!it?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const { width, height, top, left, bottom, right } = it.getBoundingClientRect();
    return width * height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  }

  /** The time right after the first frame that was painted with `test` true. */
  const painted = (test) => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    const frame = () => (test() ? port2.postMessage(0) : requestAnimationFrame(frame));
    requestAnimationFrame(frame);
  });

  /** Accepts, and waits until `count` scripts ran. */
  bench.accept = async (count) => {
    let start = 0;
    let handler = 0;
    const press = () => {
      start = performance.now();
      document.querySelector(accept).click();
      handler = performance.now() - start;
    };
    press();
    // A banner may be painted before it listens: its visitor presses again, and that press counts.
    const again = setInterval(() => { if (visible(banner) && !bench.ran.length) press(); }, 5000);
    const gone = await painted(() => !visible(banner)) - start;
    clearInterval(again);
    while (bench.ran.length < count && performance.now() < start + 60000) await new Promise((done) => setTimeout(done, 5));
    const ordered = bench.order.every((it, at) => it === at);
    return [handler, gone, bench.ran[0] - start, bench.ran[count - 1] - start, Number(ordered), bench.ran.length];
  };

  /** Opens the second layer. */
  bench.choose = async () => {
    const start = performance.now();
    document.querySelector(choose).click();
    return [await painted(() => visible(second)) - start];
  };

  // Where none will come, nobody looks at each frame.
  if (watch) painted(() => visible(banner)).then((at) => { bench.shown = at; });
})
