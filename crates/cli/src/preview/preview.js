// Has the page load again when the preview has built again, and shows what is wrong with the policy.
(() => {
  const { build } = document.currentScript.dataset;

  const ask = async (path) => (await fetch(`/-portcullis/${path}`)).text();

  const wait = (time) => new Promise((done) => setTimeout(done, time));

  /** Waits for another build, and for the preview itself where that was stopped. */
  async function another() {
    for (;;) {
      const next = await ask(`next?${build}`).catch(() => wait(500));
      if (next && next !== build) return;
    }
  }

  /** In a tree of its own: no style of the page reaches it. */
  function show(problems) {
    const place = document.createElement('portcullis-preview');
    const box = document.createElement('pre');
    box.setAttribute('role', 'alert');
    box.textContent = problems;
    box.style.cssText =
      'position:fixed;inset:auto 0 0;z-index:2147483647;margin:0;padding:16px 20px;max-height:60vh;overflow:auto;' +
      'font:13px/1.5 ui-monospace,monospace;color:#fff;background:#5c1212;white-space:pre-wrap';
    place.attachShadow({ mode: 'open' }).append(box);
    document.documentElement.append(place);
  }

  ask('problems').then((problems) => problems && show(problems));
  another().then(() => location.reload());
})();
