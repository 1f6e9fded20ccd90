export default function (site) {
  // Writers embed a film by one line, and the mark is never forgotten.
  site.addShortcode('film', (address, title) =>
    `<iframe data-consent="video" data-src="${address}" title="${title}" width="320" height="180"></iframe>`);
}
