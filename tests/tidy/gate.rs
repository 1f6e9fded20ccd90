//! The rules of the gate's JavaScript.

use std::collections::BTreeSet;

use portcullis_core::GateTable;

use super::{files, none, quoted, text};

/// Lines that a function of JavaScript may have.
const FUNCTION: usize = 40;
/// Places that may say `any`, each with its reason.
const MOST_ANY: usize = 14;

/// Where a function or a method that takes more than a line begins, and its lines: a formatter
/// puts its last brace where it began.
fn functions(source: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = source.lines().collect();
    let starts = (0..lines.len()).filter(|at| opens(lines[*at]));
    let length = |at: usize| {
        let indent = lines[at].len() - lines[at].trim_start().len();
        let end = |line: &&str| {
            let rest = line.get(indent..).unwrap_or_default();
            line.trim_start().len() + indent == line.len() && rest.starts_with('}')
        };
        1 + lines[at + 1..]
            .iter()
            .position(end)
            .map_or(0, |rest| rest + 1)
    };
    starts.map(|at| (at + 1, length(at))).collect()
}

fn opens(line: &str) -> bool {
    let code = line.trim_start();
    let is_block = code.ends_with('{');
    let is_named = [
        "function ",
        "async function ",
        "export function ",
        "export async function ",
    ];
    is_block && (is_named.iter().any(|start| code.starts_with(start)) || code.ends_with("=> {"))
}

#[test]
fn no_function_of_the_gate_is_longer_than_40_lines() {
    let (mut seen, mut long) = (0, Vec::new());
    for (path, source) in files("src/gate", &[".js"]) {
        for (line, length) in functions(&source) {
            seen += 1;
            if length > FUNCTION {
                long.push(format!("{path}:{line} {length}"));
            }
        }
    }
    assert!(seen > 120, "only {seen} functions found");
    none(long, "split these functions");
}

/// Places where a type is given up.
fn any_in(source: &str) -> usize {
    let signs = [
        ": any",
        "{any",
        "any[]",
        "<any",
        "any>",
        "@ts-ignore",
        "@ts-expect-error",
    ];
    let gives_up = |line: &&str| signs.iter().any(|sign| line.contains(sign));
    source.lines().filter(gives_up).count()
}

#[test]
fn the_gates_types_are_given_up_in_few_places() {
    let all = files("src/gate", &[".js", ".ts"]);
    let count: usize = all.values().map(|source| any_in(source)).sum();
    assert!(
        count <= MOST_ANY,
        "{count} places say `any` or `@ts-ignore`: type them"
    );
}

/// What the tool puts in front of a joined script besides the table.
fn given() -> BTreeSet<String> {
    let kit = files("crates/cli/src/kit", &[".rs"]);
    let names = kit.values().flat_map(|source| quoted(source));
    let is_name = |name: &&str| {
        name.len() > 2 && name.bytes().all(|it| it.is_ascii_uppercase() || it == b'_')
    };
    let mut given: BTreeSet<String> = names.filter(is_name).map(str::to_owned).collect();
    // Of embed.html, of the build's environment, and of the platform.
    for other in [
        "URL",
        "UNTOUCHED",
        "GATE",
        "HINTS",
        "HASH",
        "INTEGRITY",
        "OUT_DIR",
    ] {
        given.remove(other);
    }
    given.extend(["LATE", "UNDOES", "CLOSED_TABLE"].map(str::to_owned));
    given
}

#[test]
fn the_generated_module_is_declared_as_it_is_written() {
    let types = text("src/gate/table.d.ts");
    let declared = types
        .lines()
        .filter_map(|line| line.strip_prefix("export const ")?.split(':').next());
    let declared: BTreeSet<String> = declared.map(str::to_owned).collect();
    let table = GateTable::closed().to_module().unwrap();
    let written = table
        .lines()
        .filter_map(|line| line.strip_prefix("export const ")?.split(' ').next());
    let mut written: BTreeSet<String> = written.map(str::to_owned).collect();
    written.extend(given());
    assert_eq!(declared, written);
}

/// The cells of the rows of the table in markup.js.
fn states() -> Vec<Vec<String>> {
    let markup = text("src/gate/markup.js");
    let rows = markup.lines().filter_map(|line| line.strip_prefix("// | "));
    let cells = |row: &str| row.split('|').map(|cell| cell.trim().to_owned()).collect();
    rows.map(cells)
        .filter(|row: &Vec<String>| row[0] != "State")
        .collect()
}

#[test]
fn the_table_of_states_names_what_is_there() {
    let states = states();
    assert_eq!(states.len(), 5, "{states:?}");
    let source: String = files("src/gate", &[".js"]).into_values().collect();
    let code: String = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let named = states
        .iter()
        .flatten()
        .flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let missing = named.filter(|name| {
        let is_there = [
            format!("const {name} ="),
            format!("function {name}("),
            format!("let {name} ="),
        ];
        !is_there.iter().any(|it| code.contains(it))
    });
    none(
        missing.map(str::to_owned).collect(),
        "the table of states is old",
    );
}

#[test]
fn every_state_that_is_named_as_a_next_one_is_in_the_table() {
    let states = states();
    let names: Vec<&str> = states.iter().map(|row| row[0].as_str()).collect();
    let next = states
        .iter()
        .flat_map(|row| row[2].split([',', ':', ';', ' ']));
    let known = ["held", "unready", "queued", "running", "released"];
    let unknown = next.filter(|word| known.contains(word) && !names.contains(word));
    none(
        unknown.map(str::to_owned).collect(),
        "add these states to the table",
    );
}
