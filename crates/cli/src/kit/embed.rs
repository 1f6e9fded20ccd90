//! The tags that a site pastes, and the content security policy that they need.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use portcullis_core::Policy;
use sha2::{Digest, Sha256, Sha384};

use super::file::{File, is_stamped};

/// `UNTOUCHED` stands for the constant; `GATE`, `HINTS`, `HASH` and `INTEGRITY` for what is only known
/// once the scripts are written.
const EMBED: &str = include_str!("embed.txt");

/// By these the tools that rewrite pages leave a script alone: docs/embedding.md says which reads which.
/// They go before `src`, where Rocket Loader wants its own.
pub(super) const UNTOUCHED: &str = "data-cfasync=\"false\" data-nowprocket data-no-minify=\"1\" \
    data-no-optimize=\"1\" data-no-defer=\"1\" data-noptimize=\"1\" \
    data-jetpack-boost=\"ignore\" data-pagespeed-no-defer";

/// Has the first layer on its way together with the gate.
const HINTS: &str = "\
<!-- Right behind the gate, where it is a file: the one line of the page's language. The browser then asks for
the first layer together with the gate. A visitor who has answered loads it too, and keeps it. Where pages are
not written anew with each build, leave out the part with six letters and digits.
";

/// The files that say how pages embed the gate among `files`.
pub(super) fn files(files: &[File], policy: &Policy) -> Vec<File> {
    let gate = files.iter().find(|(name, _)| starts_stamped(name, "gate"));
    let gate =
        gate.map(|(name, code)| pages(name, &String::from_utf8_lossy(code), &hints(files, policy)));
    gate.into_iter().flatten().collect()
}

fn starts_stamped(name: &str, start: &str) -> bool {
    is_stamped(name)
        && name
            .strip_prefix(start)
            .is_some_and(|rest| rest.starts_with('.'))
}

fn pages(name: &str, gate: &str, hints: &str) -> [File; 2] {
    let code = inline(gate);
    let tag = format!("<script data-base=\"/portcullis/\" {UNTOUCHED}>{code}</script>\n");
    let page = EMBED
        .replace("UNTOUCHED", UNTOUCHED)
        .replace("HINTS", hints)
        .replace("GATE", name)
        .replace("HASH", &STANDARD.encode(Sha256::digest(&code)))
        .replace("INTEGRITY", &STANDARD.encode(Sha384::digest(gate)));
    [
        ("embed.html".to_owned(), page.into_bytes()),
        ("embed-inline.html".to_owned(), tag.into_bytes()),
    ]
}

/// One tag per language; none where nothing is asked.
fn hints(files: &[File], policy: &Policy) -> String {
    let tag = |language: &String| {
        let start = format!("first.{}", language.to_lowercase());
        let (name, _) = files
            .iter()
            .find(|(name, _)| starts_stamped(name, &start))?;
        Some(format!(
            "<script async {UNTOUCHED} src=\"/portcullis/{name}\"></script>\n"
        ))
    };
    let tags: String = policy.languages().iter().filter_map(tag).collect();
    if tags.is_empty() {
        return tags;
    }
    format!("{HINTS}{tags}-->\n\n")
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
