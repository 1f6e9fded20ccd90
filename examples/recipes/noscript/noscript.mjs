const COOKIE = /(?:^|;\s*)(?:__Host-)?portcullis=1\.[0-9a-z]+\.[arcw]\.([0-9a-z~-]*)\.[^;]*/g;

/** Whether the choice cookie, and it alone, allows a whole category. */
function grants(cookies, category) {
  const found = [...(cookies || '').matchAll(COOKIE)];
  return found.length === 1 && found[0][1].split('~').includes(category);
}

/** `markup` for visitors without scripts who have allowed its category on an earlier visit with them. */
export const noscript = (cookies, category, markup) =>
  grants(cookies, category) ? `<noscript>${markup}</noscript>` : '';
