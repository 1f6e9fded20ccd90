store('heat-map');
window.recorder = new WebSocket('ws://heat-map.test/record');
fetch('http://heat-map.test/settings.json').then(function () { window.recording = true; });
