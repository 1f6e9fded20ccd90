store('film-player');
window.FilmPlayer = function (id, film) {
  var old = document.getElementById(id), it = document.createElement('iframe');
  it.id = id; it.title = 'Player'; it.width = 640; it.height = 360;
  it.src = 'http://film-player.test/embed.html?film=' + film;
  old.parentNode.replaceChild(it, old);
};
onPlayerReady();
