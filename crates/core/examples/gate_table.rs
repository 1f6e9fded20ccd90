//! Prints what stands for `./table.js` in a gate that is built for a policy:
//! `cargo run -p portcullis-core --example gate_table -- policy.toml`.

use std::error::Error;
use std::{env, fs};

use portcullis_core::{GateTable, Policy};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("name a policy file")?;
    let checked = Policy::parse(&fs::read_to_string(path)?);
    let policy = checked.map_err(|found| found.to_string())?.policy;
    let given = "export const LATE = false, UNDOES = true;\nexport const STAMP = '';\n";
    println!("{given}{}", GateTable::new(&policy).to_module()?);
    Ok(())
}
