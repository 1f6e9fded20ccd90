// Stand-in for Google Analytics: sets what policy.toml declares, then reports one view.
(() => {
  const twoYears = 730 * 24 * 3600;
  document.cookie = `_ga=GA1.1.1.1; path=/; max-age=${twoYears}; samesite=lax`;
  document.cookie = `_ga_EXAMPLE=GS1.1.1; path=/; max-age=${twoYears}; samesite=lax`;
  new Image().src = `http://analytics.test/collect.svg?page=${encodeURIComponent(location.pathname)}`;
})();
