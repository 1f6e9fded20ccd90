store('tracker');
var url = window._paq.find(function (it) { return it[0] === 'setTrackerUrl'; })[1];
var pixel = new Image(1, 1);
pixel.onload = function () { window.tracked = true; };
pixel.src = url + '?action=' + encodeURIComponent(document.title);
