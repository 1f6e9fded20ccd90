// Stand-in for visit counts: sets what policy.toml declares, then reports one view.
(() => {
  const halfYear = 182 * 24 * 3600;
  document.cookie = `_plumb=1; path=/; max-age=${halfYear}; samesite=lax`;
  new Image().src = `http://analytics.test/view.svg?page=${encodeURIComponent(location.pathname)}`;
})();
