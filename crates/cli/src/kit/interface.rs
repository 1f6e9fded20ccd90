//! The built interface: what a page loads when there is more to show than the first layer.

use std::fs;
use std::path::Path;

use oxc_span::SourceType;
use sha2::{Digest, Sha256};

use super::file::{File, hex};
use super::script::minify;

// What the build script found, if anything.
include!(concat!(env!("OUT_DIR"), "/carried.rs"));

/// What a folder with the built interface holds: as wasm-bindgen writes it.
const PLAIN: [&str; 2] = ["portcullis-ui.js", "portcullis-ui_bg.wasm"];

/// Its script and its module, each named by what is in it.
#[derive(Clone)]
pub(crate) struct Interface([File; 2]);

impl Interface {
    /// The one in `folder`, else the one that this tool carries, if it does.
    ///
    /// # Errors
    /// One line that says which file cannot be read.
    pub(crate) fn find(folder: Option<&Path>) -> Result<Option<Interface>, String> {
        match folder {
            Some(folder) => Interface::read(folder).map(Some),
            None => CARRIED
                .map(|(script, module)| Interface::new(script, module.to_vec()))
                .transpose(),
        }
    }

    fn read(folder: &Path) -> Result<Interface, String> {
        let [script, module] = PLAIN.map(|name| {
            let path = folder.join(name);
            fs::read(&path).map_err(|why| format!("cannot read {}: {why}", path.display()))
        });
        Interface::new(&String::from_utf8_lossy(&script?), module?)
    }

    fn new(script: &str, module: Vec<u8>) -> Result<Interface, String> {
        let script = minify(script, SourceType::mjs())?.into_bytes();
        Ok(Interface([
            (named("portcullis-ui", &script, "js"), script),
            (named("portcullis-ui_bg", &module, "wasm"), module),
        ]))
    }

    /// What the files are called; as wasm-bindgen does, where there are none.
    pub(super) fn names(interface: Option<&Interface>) -> [&str; 2] {
        interface.map_or(PLAIN, |it| it.0.each_ref().map(|(name, _)| name.as_str()))
    }

    /// The files themselves, under their plain names too: for pages of other builds.
    pub(super) fn into_files(self) -> impl Iterator<Item = File> {
        let plain = PLAIN.map(str::to_owned).into_iter();
        let plain: Vec<File> = plain
            .zip(self.0.each_ref().map(|(_, content)| content.clone()))
            .collect();
        plain.into_iter().chain(self.0)
    }
}

/// What compiles a policy in the browser: out of `folder`, else what this tool carries, if it does.
///
/// # Errors
/// One line that says which file cannot be read.
pub(crate) fn compiler(folder: Option<&Path>, names: [&str; 2]) -> Result<Vec<File>, String> {
    let [script, module] = names.map(str::to_owned);
    let Some(folder) = folder else {
        let carried =
            COMPILER.map(|(code, bytes)| vec![(script, code.into()), (module, bytes.into())]);
        return Ok(carried.unwrap_or_default());
    };
    let read = |name: String| {
        let path = folder.join(&name);
        let content = fs::read(&path);
        let content = content.map_err(|why| format!("cannot read {}: {why}", path.display()))?;
        Ok((name, content))
    };
    [script, module].into_iter().map(read).collect()
}

/// A name that stays for as long as the content does.
fn named(name: &str, content: &[u8], ending: &str) -> String {
    format!("{name}.{}.{ending}", hex(&Sha256::digest(content)))
}
