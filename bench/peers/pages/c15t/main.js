// The headless package with plain elements for its interface, as its page "Building UI" shows.
import { getOrCreateConsentRuntime, policyPackPresets } from 'c15t';

const { consentStore } = getOrCreateConsentRuntime({
  mode: 'offline',
  consentCategories: ['necessary', 'measurement', 'marketing'],
  offlinePolicy: { policyPacks: [policyPackPresets.europeOptIn()] },
  overrides: { country: 'DE', language: 'en' },
  scripts: window.addresses.map((src, at) => ({ id: 'analytics-' + at, src, category: 'measurement' })),
});

const act = (name, ...words) => () => consentStore.getState()[name](...words);

function surface(className, label, markup) {
  const it = document.createElement('div');
  it.className = className;
  it.hidden = true;
  it.setAttribute('role', 'dialog');
  it.setAttribute('aria-label', label);
  it.innerHTML = markup;
  document.body.append(it);
  return it;
}

const banner = surface('c15t-banner', 'Cookies', `
  <p>We would like to count visits and to measure our advertisements. Nothing of it runs unless you agree. <a href="/privacy">Privacy policy</a></p>
  <button type="button" class="accept">Accept all</button>
  <button type="button" class="refuse">Refuse all</button>
  <button type="button" class="choose">Choose</button>`);
banner.querySelector('.accept').onclick = act('saveConsents', 'all');
banner.querySelector('.refuse').onclick = act('saveConsents', 'necessary');
banner.querySelector('.choose').onclick = act('setActiveUI', 'dialog');

const dialog = surface('c15t-banner c15t-dialog', 'Choose', `
  <p><label><input type="checkbox" name="measurement"> Statistics: counts visits</label></p>
  <p><label><input type="checkbox" name="marketing"> Marketing: measures advertisements</label></p>
  <button type="button" class="save">Save</button>`);
for (const box of dialog.querySelectorAll('input')) {
  box.onchange = () => consentStore.getState().setSelectedConsent(box.name, box.checked);
}
dialog.querySelector('.save').onclick = act('saveConsents', 'custom');

function show({ activeUI }) {
  banner.hidden = activeUI !== 'banner';
  dialog.hidden = activeUI !== 'dialog';
}
consentStore.subscribe(show);
show(consentStore.getState());
