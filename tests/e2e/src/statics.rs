//! A static server that knows nothing of Portcullis: Python's own, where the machine has one.

use crate::browser::port_in;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Serves a folder until it is dropped.
pub struct StaticServer {
    /// Of this machine.
    pub port: u16,
    process: Child,
}

impl StaticServer {
    /// Serves `folder` with the Python that `PORTCULLIS_PYTHON` names; none where it names none.
    pub fn start(folder: &Path) -> Option<StaticServer> {
        let python = std::env::var_os("PORTCULLIS_PYTHON")?;
        let mut server = Command::new(python);
        server.args(["-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]);
        server.current_dir(folder).stderr(Stdio::null());
        let mut process = server.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut ports = lines.map_while(|line| port_in(&line.unwrap(), " port "));
        Some(StaticServer {
            port: ports.next().expect("python names its port"),
            process,
        })
    }
}

impl Drop for StaticServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
