// The site's own: says what the form's memory needs, with a button that grants just that.
const offer = document.querySelector('#recall');
const refresh = () => { offer.hidden = window.portcullis?.allows('form-details') ?? true; };

document.querySelector('#allow-recall').addEventListener('click', () => window.portcullis.set({ 'form-details': true }));
document.addEventListener('portcullis:decision', refresh);
refresh();
