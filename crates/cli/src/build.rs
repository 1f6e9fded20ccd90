//! `portcullis build`.

use std::process::ExitCode;

use crate::report::load;
use crate::{BuildArgs, FAILED};

/// Compiles a policy into a folder that a site serves.
pub(crate) fn run(args: &BuildArgs) -> ExitCode {
    let _policy = match load(&args.file) {
        Ok(policy) => policy,
        Err(status) => return status,
    };
    eprintln!("error: cannot write {} from {:?} yet", args.out.display(), args.ui);
    ExitCode::from(FAILED)
}
