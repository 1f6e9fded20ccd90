store('tags');
window.tagManager = window.tagLayer.length;
['http://tags.test/own-tag.js', 'http://queue.test/gtag.js', 'http://heat-map.test/heat.js'].forEach(function (url) {
  var s = document.createElement('script');
  s.async = true;
  s.src = url;
  document.head.appendChild(s);
});
