//! What the documents say is so.

use std::collections::BTreeMap;

use portcullis_core::{ConsentRecord, Policy};

use super::{between, files, none, root, text};

#[test]
fn the_changelog_knows_the_version() {
    let manifest = text("Cargo.toml");
    let version = between(&manifest, "version = \"", "\"");
    let heading = format!("## [{version}]");
    let changelog = text("CHANGELOG.md");
    assert!(changelog.contains(&heading), "CHANGELOG.md wants {heading}");
}

/// Tokens with their values, in the order in which they stand.
fn tokens(css: &str) -> Vec<(String, String)> {
    let lines = css
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--"));
    let pairs = lines.filter_map(|line| line.strip_suffix(';')?.split_once(": "));
    pairs
        .map(|(token, value)| (format!("--{token}"), value.to_owned()))
        .collect()
}

/// The cells of the table rows in `markdown` that start with a token.
fn documented(markdown: &str) -> Vec<Vec<String>> {
    let rows = markdown
        .lines()
        .filter(|line| line.starts_with("| `--portcullis-"));
    let cells = |row: &str| {
        row.split('|')
            .skip(1)
            .take(3)
            .map(|it| it.trim().replace('`', ""))
            .collect()
    };
    rows.map(cells).collect()
}

#[test]
fn the_documented_tokens_are_those_of_the_style() {
    let css = text("style/tokens.css");
    let (light, rest) = css
        .split_once("@media (prefers-color-scheme: dark)")
        .unwrap();
    let dark: BTreeMap<String, String> = tokens(rest).into_iter().collect();
    let moving = text("style/motion.css");
    let moving = tokens(moving.split_once("@media").unwrap().0);
    let all = tokens(light).into_iter().chain(moving);
    let rows = all.map(|(token, value)| {
        let dark = dark.get(&token).cloned().unwrap_or_default();
        vec![token, value, dark]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    assert!(rows.len() > 5, "{rows:?}");
    assert_eq!(documented(&text("docs/embedding.md")), rows);
}

#[test]
fn documents_link_to_files_that_are_there() {
    let mut documents = files("docs", &[".md"]);
    for path in ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"] {
        documents.insert(path.to_owned(), text(path));
    }
    let mut broken = Vec::new();
    for (path, document) in &documents {
        let folder = root().join(path).parent().unwrap().to_owned();
        for target in document
            .split("](")
            .skip(1)
            .filter_map(|it| it.split_once(')'))
        {
            let file = target.0.split('#').next().unwrap_or_default();
            let is_ours = !file.is_empty() && !file.contains("://") && !file.starts_with("mailto:");
            if is_ours && !folder.join(file).exists() {
                broken.push(format!("{path}: {file}"));
            }
        }
    }
    none(broken, "these links lead nowhere");
}

#[test]
fn the_code_map_names_what_is_there() {
    let document = text("docs/ARCHITECTURE.md");
    let map = between(&document, "## Code map\n", "\n## ");
    let rows = map
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let named: Vec<&str> = rows.map(|(path, _)| path).collect();
    assert!(named.len() > 10, "{named:?}");
    let missing = named.iter().filter(|path| !root().join(path).exists());
    none(
        missing.map(|it| (*it).to_owned()).collect(),
        "the code map is old",
    );
}

#[test]
fn the_readmes_policy_has_no_problem() {
    let readme = text("README.md");
    let checked = Policy::parse(between(&readme, "```toml\n", "```")).unwrap();
    assert!(checked.warnings.is_empty(), "{}", checked.warnings);
}

#[test]
fn the_documented_record_can_be_read() {
    let document = text("docs/embedding.md");
    let (_, section) = document.split_once("## The cookie").unwrap();
    let raw = between(section, "```text\n", "\n```");
    let record = ConsentRecord::parse(raw).unwrap();
    assert_eq!(record.to_string(), raw);
    assert_eq!((record.granted.len(), record.refused.len()), (1, 2));
}
