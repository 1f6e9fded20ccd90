//! What a site serves, as names and contents; nothing is written here.

use portcullis_core::{GateTable, Policy};
use sha2::{Digest, Sha256};

use crate::gate::MARK;
use crate::interface::{Interface, PLAIN};
use crate::{embed, gate, headers, layers, style};

/// Loads what shows something.
const SHOW: &str = include_str!("../../../src/gate/show.js");
/// Types for a site's own code.
const TYPES: &str = include_str!("../../../src/portcullis.d.ts");
/// Watches for leaks.
const WATCH: &str = include_str!("../../../src/gate/watch.js");

/// A file's name and content.
pub(crate) type File = (String, Vec<u8>);

/// A file of text, in which the build's mark may not be known yet.
pub(crate) type Text = (String, String);

/// The files of `policy`, and the interface, where there is one.
///
/// # Errors
/// One line that says what of it could not be written.
pub(crate) fn files(policy: &Policy, interface: Option<Interface>) -> Result<Vec<File>, String> {
    let ui = interface.as_ref().map_or(PLAIN, Interface::names);
    let mut files = texts(policy, ui)?;
    files.extend(tags(&files));
    files.extend(interface.into_iter().flat_map(Interface::into_files));
    Ok(files)
}

/// What shows how pages embed the gate.
fn tags(files: &[File]) -> Vec<File> {
    let names = || files.iter().map(|(name, _)| name.as_str());
    let guards = names().find(|name| name.starts_with("guards."));
    let gate = files.iter().filter(|(name, _)| name == "gate.js");
    gate.flat_map(|(_, gate)| embed::files(&String::from_utf8_lossy(gate), guards))
        .collect()
}

/// The files of `policy`, which load the interface from files of these names.
fn texts(policy: &Policy, ui: [&str; 2]) -> Result<Vec<File>, String> {
    let mut files = scripts(&GateTable::new(policy))?;
    files.extend(shared(ui, &policy.theme_css())?);
    let style = style::first_layer(policy)?;
    for language in &policy.languages {
        files.extend(layers::files(policy, language, &style)?);
    }
    if policy.gate.enforce {
        files.push(("headers.txt".to_owned(), headers::text(policy)));
    }
    Ok(mark(files))
}

/// What every kit has: what shows something, its style, what watches, and the types.
///
/// # Errors
/// One line that says what of it could not be written.
pub(crate) fn shared([script, module]: [&str; 2], theme: &str) -> Result<Vec<Text>, String> {
    let sheet = marked("portcullis", "css");
    let names = [
        ("BUILD", MARK),
        ("SHEET", &sheet),
        ("UI_SCRIPT", script),
        ("UI_MODULE", module),
    ];
    Ok(vec![
        (marked("show", "js"), gate::module(SHOW, &names)?),
        ("watch.js".to_owned(), gate::module(WATCH, &[])?),
        (sheet, style::whole(theme)?),
        ("portcullis.d.ts".to_owned(), TYPES.to_owned()),
    ])
}

/// The files that keep a page closed: a gate that knows no service, and guards
/// that let nothing from elsewhere in.
///
/// # Errors
/// One line that says why they could not be written.
pub(crate) fn closed() -> Result<Vec<File>, String> {
    scripts(&GateTable::closed()).map(mark)
}

fn scripts(table: &GateTable) -> Result<Vec<Text>, String> {
    let mut files = vec![("gate.js".to_owned(), gate::script(table)?)];
    if let Some(guards) = gate::guards(table)? {
        files.push((marked("guards", "js"), guards));
    }
    Ok(files)
}

/// The name of a file that a browser may keep for ever: another build has another mark.
pub(crate) fn marked(name: &str, ending: &str) -> String {
    format!("{name}{MARK}.{ending}")
}

/// Puts the build's mark, a digest of all of it, where its place is.
pub(crate) fn mark(files: Vec<Text>) -> Vec<File> {
    let mut digest = Sha256::new();
    for (name, content) in &files {
        digest.update(name);
        digest.update(content);
    }
    let mark = format!(".{}", hex(&digest.finalize()));
    let put = |text: String| text.replace(MARK, &mark);
    let files = files
        .into_iter()
        .map(|(name, content)| (put(name), put(content).into_bytes()));
    files.collect()
}

/// As much of a digest as a name carries.
pub(crate) fn hex(digest: &[u8]) -> String {
    let bytes = digest.iter().take(3);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}
