import { createSSRApp, h, reactive } from 'vue';

/** One frame among others of its place, as an owner marks it where `marked` is set; `change` draws it again. */
export function app() {
  const facts = reactive({ src: '//film.test/one.html', title: 'One', shown: true, more: false });
  globalThis.change = (more) => void Object.assign(facts, more);
  const address = () =>
    globalThis.marked ? { 'data-consent': 'film', 'data-src': facts.src } : { src: facts.src };
  const frame = () => h('iframe', { id: 'film', ...address(), title: facts.title, width: '320', height: '180' });
  return createSSRApp({
    render: () =>
      h('main', [
        h('h1', 'Film Club'),
        facts.more ? h('p', { id: 'more' }, 'More') : null,
        h('p', { id: 'row' }, [
          h('b', 'A film'),
          facts.shown ? frame() : null,
          h('i', { id: 'after' }, facts.title),
        ]),
      ]),
  });
}
