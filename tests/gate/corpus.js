// Answers every case of crates/core/data/gate-cases.json as the gate does: rows of a name, what
// the gate says, and what is expected. Run by tests/gate without a browser, and by tests/e2e in each.

/** Answers about the stored answer. */
function stored({ cases, services }, { newest, parseRecord, standingAt, writeRecord }) {
  const names = (list) => [...list].map((service) => services[service]);
  const places = (ids) => new Set(ids.map((id) => services.indexOf(id)));
  return {
    records: cases.records.map((it) => {
      const here = standingAt(parseRecord(it.record ?? ''), it.now);
      return [
        it.name,
        [here.state, names(here.granted), names(here.added)],
        [it.state, it.granted, it.added],
      ];
    }),
    copies: cases.copies.map((it) => {
      const here = standingAt(newest(it.copies, it.now)[0], it.now);
      return [it.name, [here.state, names(here.granted)], [it.state, it.granted]];
    }),
    written: cases.written.map((it) => [
      it.name,
      writeRecord(places(it.granted), it.method, it.at),
      it.record,
    ]),
  };
}

/** Answers about requests. */
function requested({ cases, services, unlisted }, { waitsFor }) {
  return cases.requests
    .filter((it) => it.unlisted === unlisted)
    .map((it) => {
      const granted = new Set(it.granted.map((id) => services.indexOf(id)));
      const waits = waitsFor(granted, it.url, it.page);
      const ids = waits?.map((service) => services[service]).join(' ');
      return [it.name, waits ? ids || 'unlisted' : null, it.waits];
    });
}

/**
 * @param {any} known the corpus, the ids of the optional services, and the policy's `unlisted`
 * @param {(name: string) => Promise<any>} load a module of the gate
 */
export async function answers(known, load) {
  const [record, match, pattern, language] = await Promise.all(
    ['record.js', 'match.js', 'pattern.js', 'language.js'].map(load),
  );
  const { patterns, languages } = known.cases;
  return {
    ...stored(known, record),
    requests: requested(known, match),
    patterns: patterns.map((it) => [`${it.pattern} ${it.name}`, pattern.fits(it.pattern, it.name), it.fits]),
    languages: languages.map((it) => [
      `${it.listed} ${it.wanted}`,
      language.choose(it.listed, it.wanted),
      it.language,
    ]),
  };
}
