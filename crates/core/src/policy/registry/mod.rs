//! Every key of `policy.toml`, once.
//!
//! The structural check, the JSON Schema and `docs/policy.md` all come from
//! this list: a key that is not here does not exist.

mod keys;
mod lists;

pub use keys::POLICY;

/// One kind of table in the file, such as `[[service]]`.
#[derive(Debug)]
pub struct Table {
    /// Dotted path from the top of the file; empty for the file itself.
    pub path: &'static str,
    /// Its keys in the order in which the reference describes them.
    pub keys: &'static [Key],
}

/// One key.
#[derive(Debug)]
pub struct Key {
    /// Its name in the file.
    pub name: &'static str,
    /// What its value is.
    pub value: Value,
    /// What holds where the key is left out.
    pub default: Default,
    /// What it does, in plain words.
    pub details: &'static str,
    /// A line of TOML that sets it.
    pub example: &'static str,
}

/// What holds where a key is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Default {
    /// Leaving it out is an error.
    Required,
    /// Nothing is set.
    None,
    /// This TOML value, or this rule in words.
    Is(&'static str),
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// Any string.
    String,
    /// A string with a form that the semantic check knows.
    Formed(&'static str),
    /// One string, or a table of strings by language.
    Text,
    /// One address, or a table of addresses by language.
    Link,
    /// `true` or `false`.
    Boolean,
    /// A whole number between two bounds, both included.
    Integer(i64, i64),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// An array of strings.
    Strings,
    /// An array of these words.
    SomeOf(&'static [&'static str]),
    /// A table with these keys.
    Table(&'static Table),
    /// An array of tables with these keys.
    Tables(&'static Table),
    /// A table of strings under names from this list.
    StringsBy(&'static [&'static str]),
    /// A table of texts under names from this list.
    TextsBy(&'static [&'static str]),
}

impl Table {
    /// The key called `name`.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// How messages call the table: `[site]`, `[[service]]`, or the file.
    pub fn header(&self) -> String {
        match self.path {
            "" => "the file".to_owned(),
            "category" | "service" => format!("`[[{}]]`", self.path),
            path if path.starts_with("service.") => format!("`{path}`"),
            path => format!("`[{path}]`"),
        }
    }
}

impl Key {
    /// Whether leaving it out is an error.
    pub fn is_required(&self) -> bool {
        self.default == Default::Required
    }
}

impl Value {
    /// What messages and the reference call it.
    pub fn describe(&self) -> String {
        match self {
            Value::String => "string".to_owned(),
            Value::Formed(form) => format!("string: {form}"),
            Value::Text => "text: a string, or a table of strings by language".to_owned(),
            Value::Link => "link: an address, or a table of addresses by language".to_owned(),
            Value::Boolean => "boolean".to_owned(),
            Value::Integer(from, to) => format!("whole number from {from} to {to}"),
            Value::OneOf(words) => format!("one of {}", quoted(words)),
            Value::Strings => "array of strings".to_owned(),
            Value::SomeOf(words) => format!("array of some of {}", quoted(words)),
            Value::Table(_) => "table".to_owned(),
            Value::Tables(_) => "array of tables".to_owned(),
            Value::StringsBy(names) => format!("table of strings under {}", quoted(names)),
            Value::TextsBy(_) => "table of texts by label".to_owned(),
        }
    }

    /// What a message says it expected, in a word or two.
    pub(super) fn expected(&self) -> &'static str {
        match self {
            Value::String | Value::Formed(_) | Value::OneOf(_) => "a string",
            Value::Text | Value::Link => "a string or a table by language",
            Value::Boolean => "true or false",
            Value::Integer(..) => "a whole number",
            Value::Strings | Value::SomeOf(_) => "an array of strings",
            Value::Table(_) | Value::StringsBy(_) | Value::TextsBy(_) => "a table",
            Value::Tables(_) => "an array of tables",
        }
    }
}

/// `a`, `b`, `c` with each word in backticks.
pub(super) fn quoted<S: AsRef<str>>(words: &[S]) -> String {
    let quoted: Vec<String> = words
        .iter()
        .map(|word| format!("`{}`", word.as_ref()))
        .collect();
    quoted.join(", ")
}

const fn key(
    name: &'static str,
    value: Value,
    default: Default,
    details: &'static str,
    example: &'static str,
) -> Key {
    Key {
        name,
        value,
        default,
        details: described(details),
        example: described(example),
    }
}

/// Who does not write the schema carries no descriptions.
const fn described(text: &'static str) -> &'static str {
    if cfg!(feature = "schema") { text } else { "" }
}
