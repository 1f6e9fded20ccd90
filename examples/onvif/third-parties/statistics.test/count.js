// Stand-in for usage figures: sets what policy.toml declares, then reports one view.
(() => {
  const halfYear = 182 * 24 * 3600;
  document.cookie = `_count=1; path=/; max-age=${halfYear}; samesite=lax`;
  new Image().src = `http://statistics.test/view.svg?page=${encodeURIComponent(location.pathname)}`;
})();
