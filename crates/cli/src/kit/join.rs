//! Joins modules of `src/gate` into one text. The order follows from their
//! imports, so a module is found before whoever imports it.
//!
//! It takes what the gate is written in and no more: one `import { … } from`
//! or `import '…'` at the start of a line, and `export` in front of what it
//! names. `table.js` and `world.js` are not there: they are given.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// Modules that stand in no file: the policy's table, and the page.
const GIVEN: [&str; 2] = ["table.js", "world.js"];

/// Joins `entry` and all that it imports, read by `read` from their paths.
///
/// # Errors
/// One line that names the module: it is not there, it imports in a circle, it
/// imports what is not exported, or it says `import` or `export` otherwise.
pub(crate) fn join(entry: &str, read: &dyn Fn(&Path) -> Option<String>) -> Result<Joined, String> {
    let mut joiner = Joiner {
        read,
        exports: BTreeMap::new(),
        names: BTreeMap::new(),
        open: Vec::new(),
        text: String::new(),
    };
    let entry = Path::new(entry);
    joiner.add(entry)?;
    let exports = joiner.exports.remove(entry).unwrap_or_default();
    Ok(Joined {
        text: joiner.text,
        exports,
    })
}

/// Modules as one text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Joined {
    pub(crate) text: String,
    /// What the entry exports.
    exports: Vec<String>,
}

impl Joined {
    /// The text as a module that exports what its entry does.
    pub(crate) fn into_module(self) -> String {
        format!("{}export {{ {} }};\n", self.text, self.exports.join(", "))
    }
}

struct Joiner<'a> {
    read: &'a dyn Fn(&Path) -> Option<String>,
    /// What each joined module exports.
    exports: BTreeMap<PathBuf, Vec<String>>,
    /// What is declared so far, and where.
    names: BTreeMap<String, PathBuf>,
    /// Modules whose imports are being joined, outermost first.
    open: Vec<PathBuf>,
    text: String,
}

impl Joiner<'_> {
    fn add(&mut self, path: &Path) -> Result<(), String> {
        let shown = path.display();
        if self.exports.contains_key(path) {
            return Ok(());
        }
        if self.open.iter().any(|open| open == path) {
            return Err(format!("{shown} imports itself, by way of others"));
        }
        let source = (self.read)(path).ok_or_else(|| format!("{shown} is not there"))?;
        self.open.push(path.to_path_buf());
        let module = Module::read(&source).map_err(|line| {
            format!("{shown}: `{line}` is no import or export that can be joined")
        })?;
        for import in &module.imports {
            self.import(path, import)?;
        }
        self.open.pop();
        for name in module.names {
            let other = self.names.insert(name.clone(), path.to_path_buf());
            if let Some(other) = other {
                return Err(format!(
                    "{shown} and {} both declare `{name}`",
                    other.display()
                ));
            }
        }
        self.text.push_str(&module.body);
        self.exports.insert(path.to_path_buf(), module.exports);
        Ok(())
    }

    fn import(&mut self, from: &Path, import: &Import) -> Result<(), String> {
        let path = resolved(from, &import.from);
        if GIVEN.iter().any(|given| path == Path::new(given)) {
            return Ok(());
        }
        self.add(&path)?;
        let exports = self.exports.get(&path);
        let missing = import
            .names
            .iter()
            .find(|name| !exports.is_some_and(|it| it.contains(name)));
        match missing {
            Some(name) => Err(format!(
                "{}: {} exports no `{name}`",
                from.display(),
                path.display()
            )),
            None => Ok(()),
        }
    }
}

/// Where `import` leads from the module at `from`.
fn resolved(from: &Path, import: &str) -> PathBuf {
    let mut path = from.parent().map(Path::to_path_buf).unwrap_or_default();
    for part in Path::new(import).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    path
}

struct Import {
    names: Vec<String>,
    from: String,
}

struct Module {
    imports: Vec<Import>,
    exports: Vec<String>,
    /// All that it declares at its top.
    names: Vec<String>,
    /// The source without its imports and without `export`.
    body: String,
}

impl Module {
    /// Reads a module, or says which line it cannot read.
    fn read(source: &str) -> Result<Module, String> {
        let mut module = Module {
            imports: Vec::new(),
            exports: Vec::new(),
            names: Vec::new(),
            body: String::new(),
        };
        let mut lines = source.lines();
        while let Some(line) = lines.next() {
            if line.starts_with("import ") {
                let mut whole = line.to_owned();
                while !whole.ends_with(';') {
                    whole += lines.next().ok_or_else(|| line.to_owned())?;
                }
                module.imports.push(import(&whole).ok_or(whole)?);
                continue;
            }
            let exported = line.strip_prefix("export ");
            let mut whole = exported.unwrap_or(line).to_owned();
            // A pattern may go on over several lines.
            while is_open_pattern(&whole) {
                whole += "\n";
                whole += lines.next().ok_or_else(|| line.to_owned())?;
            }
            let names = declared(&whole);
            if exported.is_some() {
                module
                    .exports
                    .extend(names.clone().ok_or_else(|| line.to_owned())?);
            }
            module.names.extend(names.unwrap_or_default());
            module.body += &whole;
            module.body += "\n";
        }
        Ok(module)
    }
}

/// Reads `import { a, b } from './c.js';` or `import './c.js';`.
fn import(line: &str) -> Option<Import> {
    let rest = line.strip_prefix("import ")?.strip_suffix("';")?;
    let (names, from) = match rest.strip_prefix('\'') {
        Some(from) => ("", from),
        None => rest.strip_prefix('{')?.split_once("} from '")?,
    };
    let names = names
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let names: Vec<String> = names.map(str::to_owned).collect();
    let is_plain = names.iter().all(|name| is_name(name)) && from.starts_with('.');
    is_plain.then(|| Import {
        names,
        from: from.to_owned(),
    })
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_$".contains(&byte))
}

fn is_open_pattern(declaration: &str) -> bool {
    declaration.starts_with("const {") && !declaration.contains('}')
}

/// The names that a declaration behind `export` declares.
fn declared(declaration: &str) -> Option<Vec<String>> {
    let words = ["async function ", "function ", "class ", "const ", "let "];
    let rest = words
        .iter()
        .find_map(|word| declaration.strip_prefix(word))?;
    if let Some(pattern) = rest.strip_prefix('{') {
        let (inside, _) = pattern.split_once('}')?;
        let names = inside
            .split(',')
            .map(|it| it.rsplit(':').next().unwrap_or(it).trim());
        let names = names.filter(|name| !name.is_empty());
        return Some(names.map(str::to_owned).collect());
    }
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '$');
    let name = rest.get(..end.unwrap_or(rest.len()))?;
    is_name(name).then(|| vec![name.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(files: &[(&str, &str)]) -> Result<String, String> {
        let read = |path: &Path| {
            let file = files.iter().find(|(name, _)| Path::new(name) == path);
            file.map(|(_, text)| (*text).to_owned())
        };
        join("main.js", &read).map(|it| it.text)
    }

    #[test]
    fn what_is_imported_stands_first_and_once() {
        let files = [
            (
                "main.js",
                "import { b } from './in/b.js';\nimport { a } from './a.js';\na(b);\n",
            ),
            (
                "in/b.js",
                "import { a } from '../a.js';\nexport const b = () => a();\n",
            ),
            ("a.js", "// what\nexport function a() {}\n"),
        ];
        let expected = "// what\nfunction a() {}\nconst b = () => a();\na(b);\n";
        assert_eq!(joined(&files), Ok(expected.to_owned()));
    }

    #[test]
    fn the_table_and_the_page_are_given() {
        let main = "import { HOSTS } from './table.js';\nimport { document } from './world.js';\ngo(HOSTS);\n";
        assert_eq!(joined(&[("main.js", main)]), Ok("go(HOSTS);\n".to_owned()));
    }

    #[test]
    fn an_import_and_a_pattern_may_go_on_over_lines() {
        let files = [
            (
                "main.js",
                "import {\n  put, drop,\n} from './a.js';\nput(drop);\n",
            ),
            (
                "a.js",
                "export const {\n  put, remove: drop,\n} = Element.prototype;\n",
            ),
        ];
        let expected = "const {\n  put, remove: drop,\n} = Element.prototype;\nput(drop);\n";
        assert_eq!(joined(&files), Ok(expected.to_owned()));
    }

    #[test]
    fn a_module_goes_on_exporting_what_its_entry_does() {
        let read = |_: &Path| Some("export const a = 1;\n".to_owned());
        let module = join("main.js", &read).unwrap().into_module();
        assert_eq!(module, "const a = 1;\nexport { a };\n");
    }

    #[test]
    fn a_module_that_is_not_there_is_named() {
        let message = "b.js is not there";
        assert_eq!(
            joined(&[("main.js", "import './b.js';\n")]),
            Err(message.to_owned())
        );
    }

    #[test]
    fn a_circle_is_named() {
        let files = [
            ("main.js", "import './b.js';\n"),
            ("b.js", "import './main.js';\n"),
        ];
        let message = "main.js imports itself, by way of others";
        assert_eq!(joined(&files), Err(message.to_owned()));
    }

    #[test]
    fn a_name_that_two_modules_declare_is_named() {
        let files = [
            ("main.js", "import './b.js';\nfunction go() {}\n"),
            ("b.js", "const go = 1;\n"),
        ];
        let message = "main.js and b.js both declare `go`";
        assert_eq!(joined(&files), Err(message.to_owned()));
    }

    #[test]
    fn a_name_that_is_not_exported_is_named() {
        let files = [
            ("main.js", "import { b } from './b.js';\n"),
            ("b.js", "const b = 1;\n"),
        ];
        let message = "main.js: b.js exports no `b`";
        assert_eq!(joined(&files), Err(message.to_owned()));
    }

    #[test]
    fn whatever_else_is_said_is_refused() {
        for line in [
            "import b from './b.js';",
            "import { b as c } from './b.js';",
            "export default 1;",
            "export { b };",
        ] {
            let message = format!("main.js: `{line}` is no import or export that can be joined");
            assert_eq!(joined(&[("main.js", &format!("{line}\n"))]), Err(message));
        }
    }
}
