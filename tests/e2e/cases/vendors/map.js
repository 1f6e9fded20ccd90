store('map');
window.MapService = { Map: function (place) {
  for (var i = 0; i < 4; i++) place.insertAdjacentHTML('beforeend', '<img alt="" src="http://map.test/tile-' + i + '.svg">');
} };
window[new URL(document.currentScript.src).searchParams.get('callback')]();
