//! `portcullis build`: a policy goes in, a folder to serve comes out.

use std::process::ExitCode;

use portcullis_core::Policy;

use crate::kit::file::File;
use crate::kit::{Interface, closed_files, files, generic_files};
use crate::out::write;
use crate::report::load;
use crate::{BuildArgs, FAILED, sizes};

/// Compiles a policy into a folder that a site serves.
pub(crate) fn run(args: &BuildArgs) -> ExitCode {
    let files = match &args.file {
        None if args.generic => any_policy(args),
        None => closed_files(),
        Some(file) => match load(file) {
            Ok(policy) => open(&policy, args),
            Err(status) => return status,
        },
    };
    match files.and_then(|files| finish(args, &files)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::from(FAILED)
        }
    }
}

fn open(policy: &Policy, args: &BuildArgs) -> Result<Vec<File>, String> {
    files(policy, interface(args)?)
}

fn any_policy(args: &BuildArgs) -> Result<Vec<File>, String> {
    generic_files(interface(args)?, args.ui.as_deref())
}

fn interface(args: &BuildArgs) -> Result<Option<Interface>, String> {
    let found = Interface::find(args.ui.as_deref())?;
    if found.is_none() && !args.quiet {
        eprintln!(
            "warning: this portcullis was built without the interface, add it with --ui DIR or use a release"
        );
    }
    Ok(found)
}

fn finish(args: &BuildArgs, files: &[File]) -> Result<(), String> {
    write(&args.out, files)?;
    if args.sizes {
        sizes::print(files)
    } else {
        Ok(())
    }
}
