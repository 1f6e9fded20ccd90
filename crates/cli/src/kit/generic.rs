//! The kit for a site without a build: one gate for any policy, whose table is
//! compiled in the browser and comes while the page is open.

use portcullis_core::GateTable;
use portcullis_core::gate_table::fixed_script;
use serde_json::{Map, Value};

use super::embed::UNTOUCHED;
use super::file::{STAMP, Text};
use super::script::{constants, gate_of};

/// What compiles a policy in the browser: what `--ui` must hold besides.
pub(crate) const COMPILER: [&str; 2] = ["portcullis-compile.js", "portcullis-compile_bg.wasm"];

/// The gate for any policy, joined.
const GATE: &str = include_str!(concat!(env!("OUT_DIR"), "/generic.js"));

/// The tags that a site pastes.
const EMBED: &str = "\
<!-- First in <head>, right after <meta charset>; adjust both paths. -->
<script UNTOUCHED src=\"/portcullis/gate.js\" data-policy=\"/policy.toml\"></script>

<!-- Anywhere in the page: the visitor's way back. -->
<button type=\"button\" data-portcullis=\"preferences\">Cookie settings</button>

<!-- On the privacy page: the table of cookies. -->
<div data-portcullis=\"declaration\"></div>

<!-- Content-Security-Policy, where the site has one:
script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' -->
";

/// The gate, and how a page embeds it.
///
/// # Errors
/// One line that says why they could not be written.
pub(super) fn texts() -> Result<Vec<Text>, String> {
    Ok(vec![
        ("gate.js".to_owned(), gate()?),
        (
            "embed.html".to_owned(),
            EMBED.replace("UNTOUCHED", UNTOUCHED),
        ),
    ])
}

fn gate() -> Result<String, String> {
    let [compile, code] = COMPILER;
    let names = constants(&[
        ("STAMP", STAMP),
        ("COMPILE_SCRIPT", compile),
        ("COMPILE_MODULE", code),
    ])?;
    let fixed = fixed_script().map_err(|why| why.to_string())?;
    let table = variables()?;
    gate_of(
        &format!("const LATE = true, UNDOES = false;\n{names}{fixed}{table}"),
        GATE,
    )
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
