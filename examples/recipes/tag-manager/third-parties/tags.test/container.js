// What a tag manager does: it loads the tags that were set up in it.
for (const address of ['//stats.test/count.js', '//ads.test/pixel.js']) {
  const tag = document.createElement('script');
  tag.src = address;
  document.head.append(tag);
}
