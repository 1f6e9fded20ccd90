// Stand-in for a film player: it sets its own cookie, on its own host.
document.cookie = `quaycam=0; path=/; max-age=${30 * 24 * 3600}`;
