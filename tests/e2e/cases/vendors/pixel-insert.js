store('pixel-insert');
var it = new XMLHttpRequest();
it.open('POST', 'http://pixel-insert.test/attribution');
it.onload = function () { window.attributed = window._partners[0]; };
it.send('{}');
