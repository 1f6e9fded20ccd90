//! What a site serves, as names and contents; nothing is written here.

use std::fmt::Write;

use portcullis_core::{GateTable, Policy};

use crate::{gate, headers};

/// The surfaces' styles in the order in which they build on each other.
const STYLES: [&str; 7] = [
    include_str!("../../../style/tokens.css"),
    include_str!("../../../style/base.css"),
    include_str!("../../../style/banner.css"),
    include_str!("../../../style/preferences.css"),
    include_str!("../../../style/placeholder.css"),
    include_str!("../../../style/declaration.css"),
    include_str!("../../../style/reopen.css"),
];

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

/// The files of `policy`.
///
/// # Errors
/// One line that says what of it could not be written.
pub(crate) fn files(policy: &Policy) -> Result<Vec<File>, String> {
    let mut files = scripts(&GateTable::new(policy))?;
    let modules = gate::modules()?;
    files.extend(modules.map(|(name, text)| (name.to_owned(), text)));
    files.extend([
        ("portcullis.css".to_owned(), style(policy)),
        ("embed.html".to_owned(), EMBED.to_owned()),
    ]);
    for language in &policy.languages {
        let texts = serde_json::to_string(&policy.view(language)).map_err(|why| why.to_string())?;
        files.push((format!("texts.{}.json", language.to_lowercase()), texts));
    }
    if policy.gate.enforce {
        files.push(("headers.txt".to_owned(), headers::text(policy)));
    }
    Ok(files)
}

/// The files that keep a page closed: a gate that knows no service, and guards
/// that let nothing from elsewhere in.
///
/// # Errors
/// One line that says why they could not be written.
pub(crate) fn closed() -> Result<Vec<File>, String> {
    scripts(&GateTable::closed())
}

fn scripts(table: &GateTable) -> Result<Vec<File>, String> {
    let mut files = vec![("gate.js".to_owned(), gate::script(table)?)];
    if let Some(guards) = gate::guards(table)? {
        files.push(("guards.js".to_owned(), guards));
    }
    Ok(files)
}

fn style(policy: &Policy) -> String {
    let mut css = STYLES.concat();
    let tokens = |tokens: &std::collections::BTreeMap<String, String>| {
        tokens
            .iter()
            .fold(String::new(), |mut rules, (token, value)| {
                let _ = write!(rules, "--portcullis-{token}:{value};");
                rules
            })
    };
    // As weak as the defaults: a site's own rule still wins.
    if !policy.banner.light.is_empty() {
        let _ = writeln!(
            css,
            "@media (prefers-color-scheme:light){{:where(:root){{{}}}}}",
            tokens(&policy.banner.light)
        );
    }
    if !policy.banner.dark.is_empty() {
        let dark = tokens(&policy.banner.dark);
        let _ = writeln!(
            css,
            "@media (prefers-color-scheme:dark){{:where(:root){{{dark}}}}}"
        );
    }
    css
}
