store('captcha');
function renderCaptcha() {
  var it = document.createElement('iframe');
  it.title = 'Captcha'; it.src = 'http://captcha.test/challenge.html';
  document.querySelector('.captcha').append(it);
}
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', renderCaptcha);
else renderCaptcha();
