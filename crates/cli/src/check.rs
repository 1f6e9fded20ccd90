//! `portcullis check`.

use std::path::Path;
use std::process::ExitCode;

use portcullis_core::Policy;

use crate::report::{count, print, read, summary};
use crate::{CheckArgs, FAILED, UNREADABLE};

/// Reports every problem of every file, then one line for all.
pub(crate) fn run(args: &CheckArgs) -> ExitCode {
    let (mut errors, mut warnings, mut unreadable) = (0, 0, 0);
    for file in &args.files {
        match check(file) {
            Some((more_errors, more_warnings)) => {
                errors += more_errors;
                warnings += more_warnings;
            }
            None => unreadable += 1,
        }
    }
    eprintln!(
        "{}",
        summary((errors, warnings), args.files.len() - unreadable)
    );
    match (unreadable, errors) {
        (0, 0) => ExitCode::SUCCESS,
        (0, _) => ExitCode::from(FAILED),
        _ => ExitCode::from(UNREADABLE),
    }
}

/// Errors and warnings of one file, printed; none where it cannot be read.
fn check(file: &Path) -> Option<(usize, usize)> {
    let src = read(file).ok()?;
    let found = match Policy::parse(&src) {
        Ok(checked) => checked.warnings,
        Err(found) => found,
    };
    print(file, &src, &found);
    Some(count(&found))
}
