store('ab');
document.querySelector('h1').textContent = 'Variant B';
window.reveal();
