/** Stands for a library from npm that records what happens on a page, from its start on. */
export function record(address) {
  window.recorded = document.readyState;
  fetch(address, { mode: 'no-cors' });
}
