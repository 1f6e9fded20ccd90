// A site's own code, checked against src/portcullis.d.ts: what is right passes, and each line
// after an `@ts-expect-error` must fail.

const gate = window.portcullis;
if (gate) {
  const granted: readonly string[] = gate.decision.granted;
  if (gate.allows('statistics')) console.log(granted.join());
  gate.set({ statistics: true, video: false });
  gate.ready.then((decision) => decision.decidedAt?.toFixed());
  gate.show('preferences').catch(console.error);
  for (const { element, services, url } of gate.held()) console.log(element.tagName, services.length, url.length);
  // @ts-expect-error a decision cannot be changed
  gate.decision.state = 'decided';
  // @ts-expect-error an answer is true or false
  gate.set({ statistics: 'yes' });
  // @ts-expect-error there is one thing to show
  gate.show('banner');
}
console.log(window.portcullis?.allows('statistics') ?? false);
// @ts-expect-error the gate may be missing
window.portcullis.acceptAll();

document.addEventListener('portcullis:decision', ({ detail }) => {
  const state: 'undecided' | 'decided' | 'stale' = detail.state;
  console.log(state, detail.method === 'withdraw');
});
document.addEventListener('portcullis:withdrawn', ({ detail }) => console.log(detail.left.length));

const link: Portcullis.Attributes = { 'data-portcullis': 'preferences', 'data-consent': 'video' };
console.log(link);

// @ts-expect-error what is on the page is not written
window.portcullis = undefined;
// @ts-expect-error an event of another name has no detail
document.addEventListener('portcullis:decided', ({ detail }) => detail.granted);
// @ts-expect-error no such action
const wrong: Portcullis.Attributes = { 'data-portcullis': 'accept' };
console.log(wrong);
