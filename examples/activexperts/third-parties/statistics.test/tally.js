// Stand-in for visit counts: sets what policy-with-statistics.toml declares.
document.cookie = `_tally=1; path=/; max-age=${182 * 24 * 3600}; samesite=lax`;
