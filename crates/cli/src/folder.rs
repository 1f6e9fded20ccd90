//! What a site serves, as names and contents; nothing is written here.

use portcullis_core::{GateTable, Policy};
use sha2::{Digest, Sha256};

use crate::gate::MARK;
use crate::{gate, headers, layers, style};

/// Loads what shows something.
pub(crate) const SHOW: &str = include_str!("../../../src/gate/show.js");
/// Types for a site's own code.
pub(crate) const TYPES: &str = include_str!("../../../src/portcullis.d.ts");
/// Watches for leaks.
pub(crate) const WATCH: &str = include_str!("../../../src/gate/watch.js");

/// The tags that a site pastes.
const EMBED: &str = "\
<!-- First in <head>, right after <meta charset>; adjust the path to where you serve this folder. -->
<script src=\"/portcullis/gate.js\"></script>

<!-- Anywhere in the page: the visitor's way back. -->
<button type=\"button\" data-portcullis=\"preferences\">Cookie settings</button>

<!-- On the privacy page: the table of cookies. -->
<div data-portcullis=\"declaration\"></div>

<!-- What waits for a service or a category:
<script type=\"text/plain\" data-consent=\"ID\" data-src=\"https://…\"></script>
<iframe data-consent=\"ID\" data-src=\"https://…\" title=\"…\"></iframe>

Content-Security-Policy, where the site has one:
script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' -->
";

/// A file's name and content.
pub(crate) type File = (String, String);

/// The files of `policy`, which load the interface from files of these names.
///
/// # Errors
/// One line that says what of it could not be written.
pub(crate) fn files(policy: &Policy, ui: [&str; 2]) -> Result<Vec<File>, String> {
    let mut files = scripts(&GateTable::new(policy))?;
    let style = style::whole(&policy.theme_css())?;
    let [script, module] = ui;
    let names = [
        ("BUILD", MARK),
        ("SHEET", &marked("portcullis", "css")),
        ("UI_SCRIPT", script),
        ("UI_MODULE", module),
    ];
    files.extend([
        (marked("show", "js"), gate::module(SHOW, &names)?),
        ("watch.js".to_owned(), gate::module(WATCH, &[])?),
        (marked("portcullis", "css"), style),
        ("embed.html".to_owned(), EMBED.to_owned()),
        ("portcullis.d.ts".to_owned(), TYPES.to_owned()),
    ]);
    for language in &policy.languages {
        files.extend(layers::files(policy, language)?);
    }
    if policy.gate.enforce {
        files.push(("headers.txt".to_owned(), headers::text(policy)));
    }
    Ok(mark(files))
}

/// The files that keep a page closed: a gate that knows no service, and guards
/// that let nothing from elsewhere in.
///
/// # Errors
/// One line that says why they could not be written.
pub(crate) fn closed() -> Result<Vec<File>, String> {
    scripts(&GateTable::closed()).map(mark)
}

fn scripts(table: &GateTable) -> Result<Vec<File>, String> {
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
pub(crate) fn mark(files: Vec<File>) -> Vec<File> {
    let mut digest = Sha256::new();
    for (name, content) in &files {
        digest.update(name);
        digest.update(content);
    }
    let mark: String = digest
        .finalize()
        .iter()
        .take(3)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let put = |text: String| text.replace(MARK, &format!(".{mark}"));
    let files = files
        .into_iter()
        .map(|(name, content)| (put(name), put(content)));
    files.collect()
}
