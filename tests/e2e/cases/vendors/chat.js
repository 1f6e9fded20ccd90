store('chat');
var frame = document.createElement('iframe');
frame.title = 'Chat';
document.body.appendChild(frame);
frame.contentDocument.body.innerHTML = '<button>Talk</button><img alt="" src="http://chat.test/bubble.svg">';
window.chatOpen = window.chatSettings.room;
