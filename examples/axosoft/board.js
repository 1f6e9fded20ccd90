// The site's own: works for everyone, and remembers only what is allowed.
const compact = document.querySelector('#compact');
const form = document.querySelector('#sign-in form');
const allows = (id) => window.portcullis?.allows(id) ?? false;

function show() {
  document.querySelector('#board').classList.toggle('compact', compact.checked);
}

function recall() {
  if (allows('board')) compact.checked = localStorage.getItem('board:density') === 'compact';
  const user = /(?:^|; )axosoft_user=([^;]*)/.exec(document.cookie)?.[1];
  if (user && allows('user-name')) form.user.value = decodeURIComponent(user);
  show();
}

compact.addEventListener('change', () => {
  show();
  if (allows('board')) localStorage.setItem('board:density', compact.checked ? 'compact' : 'roomy');
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  document.querySelector('#status').textContent = `Welcome, ${form.user.value}.`;
  const halfYear = 182 * 24 * 3600;
  const name = encodeURIComponent(form.user.value);
  if (allows('user-name')) document.cookie = `axosoft_user=${name}; path=/; max-age=${halfYear}; samesite=lax`;
});
recall();
