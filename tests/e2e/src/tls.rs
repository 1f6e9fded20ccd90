//! The same server for `https://` too: it hears from the first byte which of the two is spoken.

use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::net::TcpStream;
use std::sync::{Arc, OnceLock};

/// Any name a test asks for: browsers are told to take whatever certificate they get.
const NAMES: [&str; 2] = ["shop.test", "*.test"];
/// How every TLS connection begins: the kind of its first record (RFC 8446, 5.1).
const HANDSHAKE: u8 = 22;

/// Whether `stream` begins with a handshake; waits for its first byte.
pub fn begins(stream: &TcpStream) -> bool {
    let mut first = [0];
    stream.peek(&mut first).is_ok() && first[0] == HANDSHAKE
}

/// What is said under the encryption.
pub fn open(stream: TcpStream) -> Option<StreamOwned<ServerConnection, TcpStream>> {
    let connection = ServerConnection::new(settings()).ok()?;
    Some(StreamOwned::new(connection, stream))
}

/// One certificate for all tests of a run.
fn settings() -> Arc<ServerConfig> {
    static SETTINGS: OnceLock<Arc<ServerConfig>> = OnceLock::new();
    SETTINGS.get_or_init(|| Arc::new(make())).clone()
}

fn make() -> ServerConfig {
    let names: Vec<String> = NAMES.map(str::to_owned).to_vec();
    let made = rcgen::generate_simple_self_signed(names).unwrap();
    let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
    ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap()
}
