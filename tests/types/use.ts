// A site's own code, checked against src/portcullis.d.ts: what is right passes, and each line
// after an `@ts-expect-error` must fail.

const granted: readonly string[] = window.portcullis.decision.granted;
if (portcullis.allows('statistics')) console.log(granted.join());
portcullis.set({ statistics: true, video: false });
portcullis.ready.then((decision) => decision.decidedAt?.toFixed());
portcullis.show('preferences').catch(console.error);
for (const { element, services, url } of portcullis.held()) console.log(element.tagName, services.length, url.length);

document.addEventListener('portcullis:decision', ({ detail }) => {
  const state: 'undecided' | 'decided' | 'stale' = detail.state;
  console.log(state, detail.method === 'withdraw');
});
document.addEventListener('portcullis:withdrawn', ({ detail }) => console.log(detail.left.length));

const link: Portcullis.Attributes = { 'data-portcullis': 'preferences', 'data-consent': 'video' };
console.log(link);

// @ts-expect-error a decision cannot be changed
portcullis.decision.state = 'decided';
// @ts-expect-error an answer is true or false
portcullis.set({ statistics: 'yes' });
// @ts-expect-error there is one thing to show
portcullis.show('banner');
// @ts-expect-error what is on the page is not written
window.portcullis = portcullis;
// @ts-expect-error an event of another name has no detail
document.addEventListener('portcullis:decided', ({ detail }) => detail.granted);
// @ts-expect-error no such action
const wrong: Portcullis.Attributes = { 'data-portcullis': 'accept' };
console.log(wrong);
