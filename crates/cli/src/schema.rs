//! `portcullis schema`.

use std::process::ExitCode;

use crate::report::say;

/// Prints the JSON Schema of policy files.
pub(crate) fn run() -> ExitCode {
    say(&format!("{:#}", portcullis_core::policy::schema()));
    ExitCode::SUCCESS
}
