//! The gate's scripts: joined when this tool was compiled, given a policy's table here, and
//! minified, so that what the policy does not need is not in it.

use std::collections::BTreeSet;

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{
    CompressOptions, MangleOptions, Minifier, MinifierOptions, PropertyReadSideEffects,
    TreeShakeOptions,
};
use oxc_parser::Parser;
use oxc_span::SourceType;
use portcullis_core::GateTable;
use portcullis_core::gate_table::fixed_script;

use super::file::STAMP;

/// A built gate, joined.
const GATE: &str = include_str!(concat!(env!("OUT_DIR"), "/gate.js"));

/// What is left where the gate fails.
const CLOSED: &str = include_str!(concat!(env!("OUT_DIR"), "/closed.js"));

/// A script or module of the gate, joined, and the constants that it reads.
pub(crate) struct Source<'a> {
    /// From the folder that the build script joins into.
    pub(crate) text: &'a str,
    /// Values of texts, by the name that the source imports.
    pub(crate) texts: &'a [(&'a str, &'a str)],
}

/// The gate of a policy as one script.
///
/// # Errors
/// One line that says why the script could not be written.
pub(crate) fn gate(table: &GateTable) -> Result<String, String> {
    let table = table.to_script().map_err(|why| why.to_string())?;
    let given = constants(&[("STAMP", STAMP)])?;
    gate_of(
        &format!("const LATE = false, UNDOES = false;\n{given}{table}"),
        GATE,
    )
}

/// A gate that closes the page where its start fails, with the constants that it reads.
///
/// # Errors
/// One line that says why the script could not be written.
pub(crate) fn gate_of(constants: &str, joined: &str) -> Result<String, String> {
    classic(&format!(
        "{constants}{CLOSED}try {{\n{joined}\n}} catch (why) {{\nclosePage(why);\n}}"
    ))
}

impl Source<'_> {
    /// As a script that a tag loads.
    ///
    /// # Errors
    /// One line that says why it could not be written.
    pub(crate) fn classic(&self) -> Result<String, String> {
        classic(&self.given()?)
    }

    /// As a module that the gate loads on demand.
    ///
    /// # Errors
    /// One line that says why it could not be written.
    pub(crate) fn module(&self) -> Result<String, String> {
        minify(&self.given()?, SourceType::mjs())
    }

    fn given(&self) -> Result<String, String> {
        let fixed = fixed_script().map_err(|why| why.to_string())?;
        Ok(constants(self.texts)? + &fixed + self.text)
    }
}

/// Hands the page to joined modules, and minifies them.
///
/// # Errors
/// One line that says why the script could not be written.
pub(crate) fn classic(joined: &str) -> Result<String, String> {
    let kept = kept(joined);
    let source = format!(
        "((window, document, now) => {{ 'use strict';\n{kept}{joined}\n}})\
         (window, document, ((time) => () => (time() / 60000) | 0)(Date.now));\n"
    );
    minify(&source, SourceType::script())
}

/// What a page's libraries put their own in place of: the script goes on with what was there before.
/// Their methods are read once too, in `src/gate/{primordials,natives}.js`.
const REPLACED: [&str; 13] = [
    "CustomEvent",
    "DOMParser",
    "Document",
    "Event",
    "MutationObserver",
    "Promise",
    "Proxy",
    "RegExp",
    "URL",
    "parseInt",
    "queueMicrotask",
    "requestAnimationFrame",
    "setTimeout",
];

/// Those of them that `joined` names, each as a constant.
fn kept(joined: &str) -> String {
    let is_part = |it: char| it.is_alphanumeric() || it == '_' || it == '$';
    let words: BTreeSet<&str> = joined.split(|it| !is_part(it)).collect();
    let kept = REPLACED.iter().filter(|name| words.contains(*name));
    kept.map(|name| format!("const {name} = window.{name};\n"))
        .collect()
}

/// Texts as constants.
///
/// # Errors
/// Never in practice: JSON can say every text.
pub(crate) fn constants(values: &[(&str, &str)]) -> Result<String, String> {
    let line = |(name, value): &(&str, &str)| {
        let value = serde_json::to_string(value).map_err(|why| why.to_string())?;
        Ok(format!("const {name} = {value};\n"))
    };
    values.iter().map(line).collect()
}

/// The gate reads nothing for the sake of reading it: what nobody uses goes.
fn treeshake() -> TreeShakeOptions {
    TreeShakeOptions {
        property_read_side_effects: PropertyReadSideEffects::None,
        unknown_global_side_effects: false,
        ..TreeShakeOptions::default()
    }
}

/// A script or module in as few bytes as may be.
///
/// # Errors
/// One line that says why it cannot be read.
pub(crate) fn minify(source: &str, kind: SourceType) -> Result<String, String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, kind).parse();
    if let Some(error) = parsed.diagnostics.first() {
        return Err(format!("the gate does not parse: {error}"));
    }
    let mut program = parsed.program;
    let options = MinifierOptions {
        mangle: Some(MangleOptions::default()),
        mangle_properties: None,
        compress: Some(CompressOptions {
            treeshake: treeshake(),
            ..CompressOptions::smallest()
        }),
    };
    let scoping = Minifier::new(options)
        .minify(&allocator, &mut program)
        .scoping;
    Ok(Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(scoping)
        .build(&program)
        .code)
}
