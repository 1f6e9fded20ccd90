//! The gate's script: its parts around a policy's table, minified, so that
//! what the policy does not need is not in it.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;
use portcullis_core::GateTable;

/// The gate's parts in the order in which they run.
pub(crate) const PARTS: [&str; 6] = [
    include_str!("../../../src/gate/decide.js"),
    include_str!("../../../src/gate/page.js"),
    include_str!("../../../src/gate/store.js"),
    include_str!("../../../src/gate/markup.js"),
    include_str!("../../../src/gate/csp.js"),
    include_str!("../../../src/gate/gate.js"),
];

/// The guards' parts in the order in which they run.
pub(crate) const GUARDS: [&str; 12] = [
    include_str!("../../../src/gate/guards/match.js"),
    include_str!("../../../src/gate/guards/patch.js"),
    include_str!("../../../src/gate/guards/elements.js"),
    include_str!("../../../src/gate/guards/html.js"),
    include_str!("../../../src/gate/guards/requests.js"),
    include_str!("../../../src/gate/guards/storage.js"),
    include_str!("../../../src/gate/guards/erase.js"),
    include_str!("../../../src/gate/guards/late.js"),
    include_str!("../../../src/gate/guards/report.js"),
    include_str!("../../../src/gate/guards/signals.js"),
    include_str!("../../../src/gate/guards/realms.js"),
    include_str!("../../../src/gate/guards/main.js"),
];

/// The table is compiled in, so nothing comes late.
const BUILT: &str = "const LATE = false;\n";

pub(crate) const NOW: &str = "const now = () => Math.floor(Date.now() / 60000);\n";

/// What stands for a build's mark until the mark is known.
pub(crate) const MARK: &str = ".@build@";

/// The gate of a policy as one script.
///
/// # Errors
/// One line that says why the script could not be written.
pub(crate) fn script(table: &GateTable) -> Result<String, String> {
    let table = table.to_script().map_err(|why| why.to_string())?;
    let source = format!(
        "(() => {{ 'use strict';\n{}{BUILT}{NOW}{table}{}\n}})();\n",
        constants(&[("BUILD", MARK)])?,
        PARTS.concat()
    );
    minify(&source, SourceType::script())
}

/// The guards of a policy as one script; none where it needs none.
///
/// # Errors
/// One line that says why the script could not be written.
pub(crate) fn guards(table: &GateTable) -> Result<Option<String>, String> {
    if !table.is("GUARDED") {
        return Ok(None);
    }
    let facts = table.guards_script().map_err(|why| why.to_string())?;
    let source = format!(
        "portcullis.guard((gate) => {{ 'use strict';\n{BUILT}{facts}{}\nreturn {{ settle, lets, held, once }};\n}});\n",
        GUARDS.concat()
    );
    minify(&source, SourceType::script()).map(Some)
}

/// A module that the gate loads on demand, with its constants.
///
/// # Errors
/// One line that says why the module could not be written.
pub(crate) fn module(source: &str, values: &[(&str, &str)]) -> Result<String, String> {
    minify(&(constants(values)? + source), SourceType::mjs())
}

/// A script that the gate's tags load, with its constants.
///
/// # Errors
/// One line that says why the script could not be written.
pub(crate) fn classic(source: &str, values: &[(&str, &str)]) -> Result<String, String> {
    let source = format!(
        "(() => {{ 'use strict';\n{}{source}\n}})();\n",
        constants(values)?
    );
    minify(&source, SourceType::script())
}

pub(crate) fn constants(values: &[(&str, &str)]) -> Result<String, String> {
    let line = |(name, value): &(&str, &str)| {
        let value = serde_json::to_string(value).map_err(|why| why.to_string())?;
        Ok(format!("const {name} = {value};\n"))
    };
    values.iter().map(line).collect()
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
        compress: Some(CompressOptions::smallest()),
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
