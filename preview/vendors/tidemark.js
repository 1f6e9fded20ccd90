// Stand-in for a third party's analytics: sets what policy.toml declares, and leaves a mark.
(() => {
  const year = 365 * 24 * 3600;
  const now = Date.now().toString(36);
  document.cookie = `_demo_id=${now}; path=/; max-age=${year}; samesite=lax`;
  document.cookie = `_demo_session=${now}; path=/; samesite=lax`;
  localStorage.setItem('demo:pages', location.pathname);
  window.tidemark = { runs: (window.tidemark?.runs || 0) + 1 };
})();
