//! `portcullis preview` as it is started by hand.

use crate::server::Rules;
use crate::site::{Site, told};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// Serves until it is dropped.
pub struct Preview {
    /// Of this machine.
    port: u16,
    process: Child,
}

impl Preview {
    /// Starts it with these words, on a port that is free.
    pub fn start(words: &[&OsStr]) -> Preview {
        let mut tool = Command::new(told("PORTCULLIS_BIN"));
        tool.arg("preview")
            .args(words)
            .args(["--no-open", "--port=0"]);
        let mut process = tool.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut ports = lines.by_ref().map_while(|line| port_in(&line.ok()?));
        let port = ports.next().expect("the preview says where it is");
        // Reads on, so that the preview never waits for room to write.
        std::thread::spawn(move || lines.for_each(drop));
        Preview { port, process }
    }

    /// What it serves, as `localhost:8080` and under every name below it.
    pub fn site(&self) -> Site {
        let names = [
            "localhost",
            "ads.localhost",
            "analytics.localhost",
            "video.localhost",
        ];
        let relayed = names.map(|name| (name.to_owned(), self.port));
        Site::relayed(Rules {
            relayed: relayed.into(),
            ..Rules::default()
        })
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// From `http://localhost:41234/ shows policy.toml on the sample site`.
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("http://localhost:")?;
    rest.split_once('/')?.0.parse().ok()
}
