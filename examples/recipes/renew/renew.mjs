// Renews the choice cookie by `Set-Cookie`: Safari keeps what scripts write for seven days only.

/** `consent.days` of the policy. */
const DAYS = 182;
const RECORD = /^1\.([0-9a-z]{1,8})\.[arcw]\.[a-z0-9~-]*\.(?:[\w-]{6})*\.(?:[\w-]{6})*$/;
const HOUR = 3600;
const LIFE = DAYS * 24 * HOUR;

/**
 * The header that sends the visitor's own cookie back with the life that it has left, or none.
 * @param {string | undefined} cookies the request's `Cookie`
 * @param {number} now seconds since 1970
 */
export function renewed(cookies, now) {
  const pairs = (cookies ?? '').split('; ').map((it) => it.split('='));
  const own = pairs.filter(([name]) => /^(__Host-)?portcullis$/.test(name));
  // With two of them it is not for the server to say which one counts.
  if (own.length !== 1) return undefined;
  const [name, value] = own[0];
  const answered = parseInt(RECORD.exec(value)?.[1] ?? '', 36) * 60;
  const left = answered + LIFE - now;
  // A younger answer needs no help yet; and this one may be on its way while the visitor gives a new one.
  if (!(left > 0 && left < LIFE - HOUR) || value.length >= 4096) return undefined;
  const secure = name.startsWith('__Host-') ? '; Secure' : '';
  // Never `HttpOnly`: the gate reads it.
  return `${name}=${value}; Max-Age=${left}; SameSite=Lax; Path=/${secure}`;
}
