//! What `Cargo.lock` and `Cargo.toml` say, as far as it is asked for.

/// The version of `package` in the text of a `Cargo.lock`.
pub(crate) fn version_of<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| line.trim() == name)?;
    let version = lines.next()?.trim();
    version.strip_prefix("version = \"")?.strip_suffix('"')
}

/// The text that stands behind `name` in a line of a `Cargo.toml`.
pub(crate) fn value_of<'a>(manifest: &'a str, name: &str) -> Option<&'a str> {
    let lines = manifest.lines();
    let mut values = lines.filter_map(|line| line.strip_prefix(name)?.strip_prefix(" = \""));
    values.next()?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::{value_of, version_of};

    const LOCK: &str = "\
version = 4

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
source = \"registry\"

[[package]]
name = \"wasm-bindgen-futures\"
version = \"0.4.80\"
";

    #[test]
    fn the_version_stands_below_the_name() {
        assert_eq!(version_of(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_of(LOCK, "wasm-bindgen-futures"), Some("0.4.80"));
    }

    #[test]
    fn the_value_stands_behind_the_name() {
        let manifest = "version = \"0.1.0\"\nrust-version = \"1.88\"\n";
        assert_eq!(value_of(manifest, "rust-version"), Some("1.88"));
        assert_eq!(value_of(manifest, "rust"), None);
    }

    #[test]
    fn half_a_name_is_no_name() {
        assert_eq!(version_of(LOCK, "wasm"), None);
        assert_eq!(version_of("", "wasm-bindgen"), None);
    }
}
