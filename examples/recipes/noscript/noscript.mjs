const COOKIE = /(?:^|;\s*)(?:__Host-)?portcullis=([^;]*)/g;
const RECORD = /^1\.[0-9a-z]{1,8}\.[arcw]\.[a-z0-9~-]*\.((?:[\w-]{6})*)\.(?:[\w-]{6})*$/;

/** Whether the choice cookie, and it alone, grants the service with this fingerprint. */
function grants(cookies, print) {
  const found = [...(cookies || '').matchAll(COOKIE)];
  const granted = found.length === 1 && RECORD.exec(found[0][1]);
  return granted && granted[1].match(/.{6}/g)?.includes(print);
}

/** `markup` for visitors without scripts who have allowed its service on an earlier visit with them. */
export const noscript = (cookies, print, markup) =>
  grants(cookies, print) ? `<noscript>${markup}</noscript>` : '';
