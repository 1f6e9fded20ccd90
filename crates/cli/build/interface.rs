//! Compiles the interface, and writes what a page loads of it.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use wasm_bindgen_cli_support::Bindgen;

use super::variable;

const TARGET: &str = "wasm32-unknown-unknown";
/// Of Cargo.toml: what a visitor downloads.
const PROFILE: &str = "wasm";
/// Set for the tool, and not meant for what is compiled to WebAssembly.
const NOT_FOR_WASM: [&str; 5] = [
    "CARGO_BUILD_TARGET",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_TARGET_DIR",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTFLAGS",
];

/// Builds the interface of the workspace at `root` under `out`, and returns the folder that it is
/// in; `is_whole`, what compiles a policy in the browser too.
///
/// # Errors
/// One line that says what is missing, or that it does not compile.
pub(super) fn build(root: &Path, out: &Path, is_whole: bool) -> Result<PathBuf, String> {
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
    let target = out.join("interface");
    let modules = target.join(TARGET).join(PROFILE);
    let folder = target.join("files");
    // One after the other: together they would share what each asks of core.
    compile(
        root,
        &target,
        &["--package=portcullis", "--bin=portcullis-ui"],
    )?;
    bind(
        &modules.join("portcullis-ui.wasm"),
        "portcullis-ui",
        &folder,
    )?;
    if is_whole {
        compile(root, &target, &["--package=portcullis-compile"])?;
        bind(
            &modules.join("portcullis_compile.wasm"),
            "portcullis-compile",
            &folder,
        )?;
    }
    Ok(folder)
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
        .args(["build", "--profile", PROFILE, "--locked"]);
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
