//! `portcullis schema`.

use std::process::ExitCode;

/// Prints the JSON Schema of policy files.
pub(crate) fn run() -> ExitCode {
    println!("{:#}", portcullis_core::policy::schema());
    ExitCode::SUCCESS
}
