//! A port that a browser is told once: what arrives goes to the server of the case that has the
//! browser now.

use crate::server::Server;
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Waits for something to be asked first: a browser opens connections ahead, and may use one in
/// the case after.
fn hand_on(stream: TcpStream, server: &Mutex<Option<Server>>) -> Option<()> {
    stream.peek(&mut [0]).ok()?;
    let server = server.lock().unwrap().clone();
    server?.answer(stream)
}

/// Open for as long as the program runs.
#[derive(Clone)]
pub struct Port {
    /// Of this machine.
    pub number: u16,
    server: Arc<Mutex<Option<Server>>>,
}

impl Port {
    /// Opens a port that nobody answers yet.
    pub fn open() -> Port {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let number = listener.local_addr().unwrap().port();
        let server: Arc<Mutex<Option<Server>>> = Arc::default();
        let now = Arc::clone(&server);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let now = Arc::clone(&now);
                thread::spawn(move || hand_on(stream, &now));
            }
        });
        Port { number, server }
    }

    /// Has `server` answer from now on; nobody, where there is none.
    pub fn hand_to(&self, server: Option<Server>) {
        *self.server.lock().unwrap() = server;
    }
}
