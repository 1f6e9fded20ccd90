//! Puts the built interface into the tool, so that who runs it needs no Rust.
//!
//! It comes from the folder that `PORTCULLIS_UI` names. Where none is named a release
//! builds it, and any other profile goes without.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use wasm_bindgen_cli_support::Bindgen;

#[path = "src/kit/join.rs"]
mod join;

/// The built interface, as `wasm-bindgen` names it.
const FILES: [&str; 2] = ["portcullis-ui.js", "portcullis-ui_bg.wasm"];
/// What compiles a policy in the browser, likewise.
const COMPILER: [&str; 2] = ["portcullis-compile.js", "portcullis-compile_bg.wasm"];
const TARGET: &str = "wasm32-unknown-unknown";
/// Set for the tool, and not meant for what is compiled to WebAssembly.
const NOT_FOR_WASM: [&str; 5] = [
    "CARGO_BUILD_TARGET",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_TARGET_DIR",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTFLAGS",
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=PORTCULLIS_UI");
    let built = interface().and_then(|folder| carry(folder.as_deref()));
    if let Err(why) = built.and_then(|()| join_gate()) {
        println!("cargo::error={why}");
    }
}

/// Classic scripts of the gate, and the modules that it loads, by the name of the joined file.
const SCRIPTS: [(&str, &str); 3] = [
    ("gate.js", "gate.js"),
    ("generic/gate.js", "generic.js"),
    ("first.js", "first.js"),
];
const MODULES: [&str; 3] = ["show.js", "second.js", "watch.js"];

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
    match env::var_os("PORTCULLIS_UI").filter(|it| !it.is_empty()) {
        Some(folder) => Ok(Some(folder.into())),
        None if is_release => built().map(Some),
        None => Ok(None),
    }
}

/// Writes the constants that `interface.rs` includes.
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

/// Compiles the interface, and what compiles a policy, and writes what a page loads of them.
fn built() -> Result<PathBuf, String> {
    let root = root()?;
    for place in [
        "Cargo.lock",
        "Cargo.toml",
        "crates/compile/src",
        "crates/core/src",
        "src",
    ] {
        println!("cargo::rerun-if-changed={}", root.join(place).display());
    }
    has_target()?;
    let target = PathBuf::from(variable("OUT_DIR")?).join("interface");
    let modules = target.join(TARGET).join("release");
    let folder = target.join("files");
    // One after the other: together they would share what each asks of core.
    compile(
        &root,
        &target,
        &["--package=portcullis", "--bin=portcullis-ui"],
    )?;
    bind(
        &modules.join("portcullis-ui.wasm"),
        "portcullis-ui",
        &folder,
    )?;
    compile(&root, &target, &["--package=portcullis-compile"])?;
    let compiler = modules.join("portcullis_compile.wasm");
    bind(&compiler, "portcullis-compile", &folder)?;
    Ok(folder)
}

/// The workspace's folder.
fn root() -> Result<PathBuf, String> {
    let here = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let root = here.ancestors().nth(2).map(Path::to_path_buf);
    root.ok_or_else(|| "build the tool inside its workspace".to_owned())
}

fn has_target() -> Result<(), String> {
    let mut rustc = Command::new(variable("RUSTC")?);
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    let answer = rustc.stderr(Stdio::inherit()).output();
    let answer = answer.map_err(|why| format!("cannot start rustc: {why}"))?;
    let folder = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
    if answer.status.success() && Path::new(&folder).is_dir() {
        return Ok(());
    }
    Err(format!(
        "the interface wants the Rust target {TARGET}: run `rustup target add {TARGET}`, \
         or set PORTCULLIS_UI to a folder with the built interface"
    ))
}

/// Into a target folder of its own: cargo holds the lock of the one it builds the tool in.
fn compile(root: &Path, target: &Path, package: &[&str]) -> Result<(), String> {
    let mut cargo = Command::new(variable("CARGO")?);
    cargo
        .current_dir(root)
        .args(["build", "--release", "--locked"]);
    cargo.args(package);
    cargo.args(["--target", TARGET, "--target-dir"]).arg(target);
    for name in NOT_FOR_WASM {
        cargo.env_remove(name);
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", anonymous(root)?);
    // Cargo reads what a build script prints to its standard output.
    let status = cargo.stdout(Stdio::null()).status();
    let status = status.map_err(|why| format!("cannot start cargo: {why}"))?;
    if status.success() {
        return Ok(());
    }
    Err("the interface does not compile: see above, or set PORTCULLIS_UI to a folder with the built interface".to_owned())
}

/// Keeps this machine's folders out of the module: it is the same wherever it is built.
fn anonymous(root: &Path) -> Result<OsString, String> {
    let mut flags = OsString::new();
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    for (from, to) in [(home, "cargo"), (Some(root.to_path_buf()), "portcullis")] {
        let Some(from) = from else { continue };
        if !flags.is_empty() {
            flags.push("\x1f");
        }
        flags.push("--remap-path-prefix=");
        flags.push(from);
        flags.push(format!("={to}"));
    }
    Ok(flags)
}

fn bind(module: &Path, name: &str, folder: &Path) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    let bindgen = bindgen.input_path(module).typescript(false);
    bindgen
        .out_name(name)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder))
        .map_err(|why| format!("the interface cannot be bound: {why:#}"))
}

fn variable(name: &str) -> Result<OsString, String> {
    env::var_os(name).ok_or_else(|| format!("{name} is not set: build with cargo"))
}
