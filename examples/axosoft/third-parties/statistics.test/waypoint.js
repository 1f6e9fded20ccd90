// Stand-in for usage statistics: sets what policy.toml declares, then reports one view.
(() => {
  const halfYear = 182 * 24 * 3600;
  document.cookie = `_way=1; path=/; max-age=${halfYear}; samesite=lax`;
  localStorage.setItem('way:pages', location.pathname);
  new Image().src = `http://statistics.test/view.svg?page=${encodeURIComponent(location.pathname)}`;
})();
