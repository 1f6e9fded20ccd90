//! Files of the folder that a site serves, and the stamp that most of their names carry.

use sha2::{Digest, Sha256};

/// What stands for a build's stamp until the stamp is known.
pub(crate) const STAMP: &str = ".@build@";

/// A file's name and content.
pub(crate) type File = (String, Vec<u8>);

/// A file of text, in which the build's stamp may not be known yet.
pub(crate) type Text = (String, String);

/// The name of a file that a browser may keep for ever: another build has another stamp.
pub(crate) fn stamped(name: &str, ending: &str) -> String {
    format!("{name}{STAMP}.{ending}")
}

/// Puts the build's stamp, a digest of all of it, where its place is. What has one in its name
/// is there without it too, for pages of other builds.
pub(crate) fn stamp(files: Vec<Text>) -> Vec<File> {
    let mut digest = Sha256::new();
    for (name, content) in &files {
        digest.update(name);
        digest.update(content);
    }
    let stamp = format!(".{}", hex(&digest.finalize()));
    let mut stamped = Vec::new();
    for (name, content) in files {
        let content = content.replace(STAMP, &stamp).into_bytes();
        if name.contains(STAMP) {
            stamped.push((name.replace(STAMP, ""), content.clone()));
        }
        stamped.push((name.replace(STAMP, &stamp), content));
    }
    stamped
}

/// As much of a digest as a name carries.
pub(crate) fn hex(digest: &[u8]) -> String {
    let bytes = digest.iter().take(3);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

/// Whether `name` carries a stamp: then its content never changes.
pub(crate) fn is_stamped(name: &str) -> bool {
    let is_stamp = |part: &str| part.len() == 6 && part.bytes().all(|it| it.is_ascii_hexdigit());
    name.split('.').rev().nth(1).is_some_and(is_stamp)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_carries_a_stamp_is_there_without_it_too() {
        let files = vec![
            ("gate.js".to_owned(), format!("import('show{STAMP}.js')")),
            (stamped("show", "js"), "1".to_owned()),
        ];
        let files = stamp(files);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let [gate, plain, stamped] = names[..] else {
            panic!("{names:?}")
        };
        assert_eq!((gate, plain), ("gate.js", "show.js"));
        assert!(is_stamped(stamped) && !is_stamped(plain));
        let gate = String::from_utf8(files[0].1.clone()).unwrap();
        assert_eq!(gate, format!("import('{stamped}')"));
    }

    #[test]
    fn another_content_has_another_stamp() {
        let name = |content: &str| {
            let files = stamp(vec![(stamped("show", "js"), content.to_owned())]);
            files[1].0.clone()
        };
        assert_ne!(name("1"), name("2"));
        assert_eq!(name("1"), name("1"));
    }
}
