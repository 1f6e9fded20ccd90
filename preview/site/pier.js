// The site's own: offers to remember the pier where that is allowed.
const select = document.querySelector('#pier');
const note = document.querySelector('#pier-note');

function remembered() {
  return /(?:^|; )fyrholm_pier=([^;]*)/.exec(document.cookie)?.[1];
}

function refresh() {
  const allowed = window.portcullis?.allows('pier');
  note.textContent = allowed
    ? 'We remember your pier on this device.'
    : 'We can remember your pier if you allow it under “Cookie settings”.';
  if (allowed && remembered()) select.value = remembered();
}

select.addEventListener('change', () => {
  if (!window.portcullis?.allows('pier')) return;
  document.cookie = `fyrholm_pier=${select.value}; path=/; max-age=${182 * 24 * 3600}; samesite=lax`;
});
document.addEventListener('portcullis:decision', refresh);
document.addEventListener('portcullis:ready', refresh);
refresh();
