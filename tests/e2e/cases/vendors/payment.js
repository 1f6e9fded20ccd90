window.payment = { mount: function (css) {
  var it = document.createElement('iframe');
  it.title = 'Card'; it.src = 'http://payment.test/card.html';
  document.querySelector(css).appendChild(it);
} };
