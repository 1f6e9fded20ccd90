//! What a site serves, as names and contents; nothing is written here.

mod embed;
pub(crate) mod file;
pub(crate) mod generic;
mod headers;
mod interface;
#[cfg(test)]
mod join;
mod layers;
mod script;
mod style;
mod types;

use std::path::Path;

use portcullis_core::{GateTable, Policy};

use file::{File, Text, stamp, stamped};
pub(crate) use interface::Interface;
use script::Source;

/// Loads what shows something.
const SHOW: &str = include_str!(concat!(env!("OUT_DIR"), "/show.js"));
/// Types for a site's own code.
const TYPES: &str = "portcullis.d.ts";
/// Watches for leaks.
const WATCH: &str = include_str!(concat!(env!("OUT_DIR"), "/watch.js"));

/// The files of `policy`, and the interface, where there is one.
///
/// # Errors
/// One line that says what of it could not be written.
pub(crate) fn files(policy: &Policy, interface: Option<Interface>) -> Result<Vec<File>, String> {
    let ui = Interface::names(interface.as_ref());
    let mut files = stamp(texts(policy, ui)?);
    files.extend(embed::files(&files, policy));
    files.extend(interface.into_iter().flat_map(Interface::into_files));
    Ok(files)
}

/// The files that serve any policy, and what is built: the interface, where there is one,
/// and what compiles a policy, out of `built` or this tool.
///
/// # Errors
/// One line that says what of it could not be written, or cannot be read.
pub(crate) fn generic_files(
    interface: Option<Interface>,
    built: Option<&Path>,
) -> Result<Vec<File>, String> {
    let ui = Interface::names(interface.as_ref());
    let mut texts = generic::texts()?;
    texts.extend(shared(ui, "")?);
    texts.push((TYPES.to_owned(), types::ANY.to_owned()));
    let mut files = stamp(texts);
    files.extend(interface.into_iter().flat_map(Interface::into_files));
    files.extend(interface::compiler(built, generic::COMPILER)?);
    Ok(files)
}

/// The files that keep a page closed: a gate that knows no service.
///
/// # Errors
/// One line that says why they could not be written.
pub(crate) fn closed_files() -> Result<Vec<File>, String> {
    Ok(stamp(vec![gate(&GateTable::closed())?]))
}

/// The files of `policy`, which load the interface from files of these names.
fn texts(policy: &Policy, ui: [&str; 2]) -> Result<Vec<Text>, String> {
    let mut files = vec![gate(&GateTable::new(policy))?];
    files.extend(shared(ui, &policy.theme_css())?);
    files.push((TYPES.to_owned(), types::of(policy)));
    let style = style::first_layer(policy)?;
    for language in policy.languages() {
        files.extend(layers::files(policy, language, &style)?);
    }
    if policy.gate().enforce {
        files.push(("headers.txt".to_owned(), headers::text(policy)));
    }
    Ok(files)
}

/// The gate: under the name that pages keep, and under one that they may keep for ever.
fn gate(table: &GateTable) -> Result<Text, String> {
    Ok((stamped("gate", "js"), script::gate(table)?))
}

/// What every kit has: what shows something, its style, and what watches.
fn shared([ui_script, ui_module]: [&str; 2], theme: &str) -> Result<Vec<Text>, String> {
    let sheet = stamped("portcullis", "css");
    let texts = [
        ("STAMP", file::STAMP),
        ("SHEET", &sheet),
        ("UI_SCRIPT", ui_script),
        ("UI_MODULE", ui_module),
    ];
    let module = |text, texts| Source { text, texts }.module();
    Ok(vec![
        (stamped("show", "js"), module(SHOW, &texts)?),
        ("watch.js".to_owned(), module(WATCH, &[])?),
        (sheet, style::whole(theme)?),
    ])
}
