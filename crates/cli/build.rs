//! Joins the gate's modules, and puts the built interface into the tool, so that who runs it
//! needs no Rust.
//!
//! The interface comes from the folder that `PORTCULLIS_UI` names. Where none is named a release
//! builds it; any other profile goes without, unless `PORTCULLIS_UI` is `build`, or `all` for what
//! compiles a policy in the browser too.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

#[cfg(feature = "interface")]
#[path = "build/interface.rs"]
mod interface;
#[path = "src/kit/join.rs"]
mod join;

/// The built interface, as `wasm-bindgen` names it.
const FILES: [&str; 2] = ["portcullis-ui.js", "portcullis-ui_bg.wasm"];
/// What compiles a policy in the browser, likewise.
const COMPILER: [&str; 2] = ["portcullis-compile.js", "portcullis-compile_bg.wasm"];
/// Classic scripts of the gate, each with the name of the joined file.
const SCRIPTS: [(&str, &str); 4] = [
    ("closed.js", "closed.js"),
    ("gate.js", "gate.js"),
    ("generic/gate.js", "generic.js"),
    ("first.js", "first.js"),
];
/// Modules that the gate loads.
const MODULES: [&str; 3] = ["show.js", "second.js", "watch.js"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-env-changed=PORTCULLIS_UI");
    let carried = interface().and_then(|folder| carry(folder.as_deref()));
    if let Err(why) = carried.and_then(|()| join_gate()) {
        println!("cargo::error={why}");
    }
}

/// Joins what `src/gate` holds for the tool to include.
fn join_gate() -> Result<(), String> {
    let folder = root()?.join("src/gate");
    println!("cargo::rerun-if-changed={}", folder.display());
    let out = PathBuf::from(variable("OUT_DIR")?);
    let read = |path: &Path| fs::read_to_string(folder.join(path)).ok();
    let write = |name: &str, text: String| {
        let written = fs::write(out.join(name), text);
        written.map_err(|why| format!("cannot write {name}: {why}"))
    };
    for (entry, name) in SCRIPTS {
        write(name, join::join(entry, &read)?.text)?;
    }
    for name in MODULES {
        write(name, join::join(name, &read)?.into_module())?;
    }
    Ok(())
}

/// The folder with the built interface; none for a tool that goes without.
fn interface() -> Result<Option<PathBuf>, String> {
    let is_release = variable("PROFILE")? == *"release";
    let named = env::var_os("PORTCULLIS_UI").filter(|it| !it.is_empty());
    match named {
        Some(word) if word == *"build" => built(false).map(Some),
        Some(word) if word == *"all" => built(true).map(Some),
        Some(folder) => Ok(Some(folder.into())),
        None if is_release => built(true).map(Some),
        None => Ok(None),
    }
}

/// Builds the interface; `is_whole`, what compiles a policy in the browser too.
#[cfg(feature = "interface")]
fn built(is_whole: bool) -> Result<PathBuf, String> {
    interface::build(&root()?, &PathBuf::from(variable("OUT_DIR")?), is_whole)
}

#[cfg(not(feature = "interface"))]
fn built(_: bool) -> Result<PathBuf, String> {
    Err("without its feature `interface` this crate builds none: set PORTCULLIS_UI to a folder with a built one".to_owned())
}

/// Writes the constants that the kit includes.
fn carry(folder: Option<&Path>) -> Result<(), String> {
    let out = PathBuf::from(variable("OUT_DIR")?);
    let interface = carried(folder, &out, FILES)?;
    // A folder with the interface alone will do for sites that have a build.
    let compiler = folder.filter(|it| COMPILER.iter().all(|name| it.join(name).is_file()));
    let compiler = carried(compiler, &out, COMPILER)?;
    let lines = format!(
        "const CARRIED: Option<(&str, &[u8])> = {interface};\n\
         const COMPILER: Option<(&str, &[u8])> = {compiler};\n"
    );
    fs::write(out.join("carried.rs"), lines).map_err(|why| format!("cannot write: {why}"))
}

/// A script and its module out of `folder`, as an expression.
fn carried(folder: Option<&Path>, out: &Path, names: [&str; 2]) -> Result<String, String> {
    let Some(folder) = folder else {
        return Ok("None".to_owned());
    };
    let [script, module] = names.map(|name| copy(&folder.join(name), &out.join(name)));
    script.and(module)?;
    let [script, module] = names.map(|name| out.join(name));
    Ok(format!(
        "Some((include_str!({script:?}), include_bytes!({module:?})))"
    ))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    println!("cargo::rerun-if-changed={}", from.display());
    let copied = fs::copy(from, to);
    copied.map(drop).map_err(|why| {
        let from = from.display();
        format!("cannot copy {from}: {why}; set PORTCULLIS_UI to a folder with the built interface")
    })
}

/// The workspace's folder.
fn root() -> Result<PathBuf, String> {
    let here = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let root = here.ancestors().nth(2).map(Path::to_path_buf);
    root.ok_or_else(|| "build the tool inside its workspace".to_owned())
}

fn variable(name: &str) -> Result<OsString, String> {
    env::var_os(name).ok_or_else(|| format!("{name} is not set: build with cargo"))
}
