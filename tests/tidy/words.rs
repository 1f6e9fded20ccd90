//! One word, one meaning: the glossary of docs/ARCHITECTURE.md, held against the code.

use super::{between, files, none, shipped, text};

/// A row of the glossary: the word, where it is used so, and the words that are not used for it.
struct Entry {
    word: String,
    instead: Vec<String>,
}

fn glossary() -> Vec<Entry> {
    let document = text("docs/ARCHITECTURE.md");
    let section = between(&document, "## Glossary\n", "\n## ");
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let entry = |row: &str| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let ticked = |cell: &str| {
            cell.split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        Entry {
            word: ticked(cells[1])[0].clone(),
            instead: ticked(cells[3]),
        }
    };
    rows.map(entry).collect()
}

/// The words of an identifier: `keptTable` is `kept` and `table`.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for name in line.split(|c: char| !c.is_alphanumeric()) {
        let mut word = String::new();
        for c in name.chars() {
            if c.is_uppercase() && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            word.extend(c.to_lowercase());
        }
        words.push(word);
    }
    words
}

/// `line` without what stands between quotes, and without a comment at its end.
fn code(line: &str) -> String {
    let line = line.split(" // ").next().unwrap_or_default();
    let mut code = String::new();
    for quote in ['"', '\'', '`'] {
        let text = if code.is_empty() {
            line.to_owned()
        } else {
            code
        };
        code = text.split(quote).step_by(2).collect::<Vec<_>>().join("");
    }
    code
}

#[test]
fn the_glossary_has_each_word_once_and_the_code_keeps_to_it() {
    let glossary = glossary();
    assert!(glossary.len() > 12, "only {} words", glossary.len());
    let mut all: Vec<&str> = glossary.iter().map(|it| it.word.as_str()).collect();
    all.sort_unstable();
    let twice = all.windows(2).filter(|pair| pair[0] == pair[1]);
    none(
        twice.map(|pair| pair[0].to_owned()).collect(),
        "these words have two meanings",
    );
    let mut found = Vec::new();
    for (path, source) in files("src/gate", &[".js"]) {
        for (number, line) in shipped(&source)
            .into_iter()
            .filter(|(_, line)| !line.trim_start().starts_with(['*', '/']))
        {
            let used = words(&code(line));
            for entry in &glossary {
                let wrong = entry.instead.iter().filter(|it| used.contains(it));
                found.extend(wrong.map(|it| format!("{path}:{number} {it}: say {}", entry.word)));
            }
        }
    }
    none(found, "the glossary has a word for this");
}
