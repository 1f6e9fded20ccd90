store('pixel-stub');
fbq.callMethod = function () {
  var it = document.createElement('img');
  it.src = 'http://pixel-stub.test/tr-' + arguments[0] + '.svg';
};
fbq.queue.splice(0).forEach(function (it) { fbq.callMethod.apply(fbq, it); });
