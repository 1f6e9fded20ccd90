//! The tags that a site pastes, and the content security policy that they need.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::folder::File;

/// `HINT`, `HASH` and `INTEGRITY` stand for what is only known once the scripts are written.
const EMBED: &str = include_str!("embed.txt");

/// Has the guards on their way together with the page.
const HINT: &str = "\
<!-- Before any of the three, where every page is written anew with each build: the browser asks for the guards
before the gate does.
<link rel=\"preload\" as=\"script\" href=\"/portcullis/GUARDS\">
-->

";

/// The files that say how pages embed `gate`, and its guards by their file's name, where it has any.
pub(crate) fn files(gate: &str, guards: Option<&str>) -> [File; 2] {
    let code = inline(gate);
    let tag = format!("<script data-base=\"/portcullis/\">{code}</script>\n");
    let hash = STANDARD.encode(Sha256::digest(&code));
    let integrity = STANDARD.encode(Sha384::digest(gate));
    let hint = guards.map_or_else(String::new, |name| HINT.replace("GUARDS", name));
    let page = EMBED
        .replace("HINT", &hint)
        .replace("HASH", &hash)
        .replace("INTEGRITY", &integrity);
    [
        ("embed.html".to_owned(), page.into_bytes()),
        ("embed-inline.html".to_owned(), tag.into_bytes()),
    ]
}

/// The gate as a page's own script may hold it: nothing in it ends the tag or opens a comment.
fn inline(gate: &str) -> String {
    let code = gate.trim_end();
    code.replace("</script", "<\\/script")
        .replace("<!--", "<\\!--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_within_a_page_cannot_end_its_tag() {
        let code = "w('<script></script><!-- -->')\n";
        assert_eq!(inline(code), "w('<script><\\/script><\\!-- -->')");
    }
}
