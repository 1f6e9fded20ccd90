//! The tags that a site pastes, and the content security policy that they need.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::folder::File;

/// `GATE`, `HASH` and `INTEGRITY` stand for what is only known once the gate is written.
const EMBED: &str = include_str!("embed.txt");

/// The files that say how pages embed `gate`.
pub(crate) fn files(gate: &str) -> [File; 2] {
    let code = inline(gate);
    let tag = format!("<script data-base=\"/portcullis/\">{code}</script>\n");
    let hash = STANDARD.encode(Sha256::digest(&code));
    let integrity = STANDARD.encode(Sha384::digest(gate));
    let page = EMBED
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
