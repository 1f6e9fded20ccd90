//! The kit for a site without a build: one gate for any policy, whose table is
//! compiled in the browser and comes while the page is open.

use std::path::Path;

use oxc_span::SourceType;
use portcullis_core::GateTable;
use serde_json::{Map, Value};

use crate::folder::{File, mark, shared};
use crate::gate::{GUARDS, MARK, NOW, PARTS, constants, minify};
use crate::interface::{Interface, PLAIN, compiler};

/// What compiles a policy in the browser: what `--ui` must hold besides.
pub(crate) const COMPILER: [&str; 2] = ["portcullis-compile.js", "portcullis-compile_bg.wasm"];

/// Before the gate's parts, after them, and behind the guards' parts.
const TABLE: &str = include_str!("../../../src/gate/generic/table.js");
const ARRIVE: &str = include_str!("../../../src/gate/generic/arrive.js");
const JUDGE: &str = include_str!("../../../src/gate/generic/judge.js");

/// The tags that a site pastes.
const EMBED: &str = "\
<!-- First in <head>, right after <meta charset>; adjust both paths. -->
<script src=\"/portcullis/gate.js\" data-policy=\"/policy.toml\"></script>

<!-- Anywhere in the page: the visitor's way back. -->
<button type=\"button\" data-portcullis=\"preferences\">Cookie settings</button>

<!-- On the privacy page: the table of cookies. -->
<div data-portcullis=\"declaration\"></div>

<!-- Content-Security-Policy, where the site has one:
script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' -->
";

/// The files that serve any policy, and what is built: the interface, where there is one,
/// and what compiles a policy, out of `built` or this tool.
///
/// # Errors
/// One line that says what of it could not be written, or cannot be read.
pub(crate) fn files(
    interface: Option<Interface>,
    built: Option<&Path>,
) -> Result<Vec<File>, String> {
    let ui = interface.as_ref().map_or(PLAIN, Interface::names);
    let mut files = texts(ui)?;
    files.extend(interface.into_iter().flat_map(Interface::into_files));
    files.extend(compiler(built, COMPILER)?);
    Ok(files)
}

/// The files that load the interface from files of these names.
fn texts(ui: [&str; 2]) -> Result<Vec<File>, String> {
    let mut files = vec![
        ("gate.js".to_owned(), gate()?),
        ("embed.html".to_owned(), EMBED.to_owned()),
    ];
    files.extend(shared(ui, "")?);
    Ok(mark(files))
}

/// The gate and its guards as one script: the guards see the table that the gate has.
fn gate() -> Result<String, String> {
    let [compile, code] = COMPILER;
    let names = [
        ("BUILD", MARK),
        ("COMPILE_SCRIPT", compile),
        ("COMPILE_MODULE", code),
    ];
    let (names, table, parts, guards) = (
        constants(&names)?,
        variables()?,
        PARTS.concat(),
        GUARDS.concat(),
    );
    let source = format!(
        "(() => {{ 'use strict';\nconst LATE = true;\n{names}{NOW}{table}\
         const installGuards = (gate) => {{\n{guards}{JUDGE}\n\
         return {{ settle, lets, held, once, adopt, judge }};\n}};\n\
         {TABLE}{ARRIVE}{parts}\n}})();\n"
    );
    minify(&source, SourceType::script())
}

/// The table's names as variables, and what sets them all.
fn variables() -> Result<String, String> {
    let closed = GateTable::closed()
        .to_json()
        .map_err(|why| why.to_string())?;
    let table: Map<String, Value> = serde_json::from_str(&closed).map_err(|why| why.to_string())?;
    let names: Vec<&str> = table.keys().map(String::as_str).collect();
    let names = names.join(", ");
    Ok(format!(
        "const CLOSED_TABLE = {closed};\nlet {names};\n\
         function useTable(table) {{ ({{ {names} }} = table); }}\n"
    ))
}
