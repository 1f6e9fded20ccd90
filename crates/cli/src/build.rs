//! `portcullis build`: a policy goes in, a folder to serve comes out.

use portcullis_core::Policy;
use serde_json::json;

use crate::args::BuildArgs;
use crate::kit::file::File;
use crate::kit::{Interface, closed_files, files, generic_files};
use crate::out::write;
use crate::pages::Unnamed;
use crate::said::{Said, Status};
use crate::sizes;
use crate::source::load;

/// What a tool without the interface says of itself.
pub(crate) const NO_INTERFACE: &str = "warning: this portcullis was built without the interface, add it with --ui DIR or use a release";

/// Compiles a policy into a folder that a site serves.
pub(crate) fn run(args: &BuildArgs, is_colored: bool) -> Said {
    let Some(file) = &args.file else {
        let mut said = Said::default();
        let files = without_policy(args, &mut said);
        return finish(args, files, said);
    };
    match load(file, is_colored) {
        Ok((policy, said)) => of_policy(args, &policy, said),
        Err(said) => said,
    }
}

fn of_policy(args: &BuildArgs, policy: &Policy, mut said: Said) -> Said {
    let unnamed = args.site.as_deref().map(|it| Unnamed::find(it, policy));
    let unnamed = match unnamed.transpose() {
        Ok(unnamed) => unnamed,
        Err(why) => {
            said.fail(Status::Unreadable, why);
            return said;
        }
    };
    let files = interface(args, &mut said).and_then(|it| files(policy, it));
    let mut said = finish(args, files, said);
    if let Some(unnamed) = unnamed.filter(|_| said.status == Status::Fine) {
        unnamed.say(&mut said);
    }
    said
}

fn without_policy(args: &BuildArgs, said: &mut Said) -> Result<Vec<File>, String> {
    if args.closed {
        return closed_files();
    }
    generic_files(interface(args, said)?, args.ui.as_deref())
}

fn interface(args: &BuildArgs, said: &mut Said) -> Result<Option<Interface>, String> {
    let found = Interface::find(args.ui.as_deref())?;
    if found.is_none() && !args.quiet {
        said.note(NO_INTERFACE);
    }
    Ok(found)
}

fn finish(args: &BuildArgs, files: Result<Vec<File>, String>, mut said: Said) -> Said {
    let written = files.and_then(|files| {
        write(&args.out, &files)?;
        said.fact("out", args.out.display().to_string());
        for (name, content) in &files {
            said.add_fact("files", json!({ "name": name, "bytes": content.len() }));
        }
        if args.sizes {
            sizes::table(&files)
        } else {
            Ok(String::new())
        }
    });
    match written {
        Ok(table) => said.out += &table,
        Err(why) => said.fail(Status::Failed, why),
    }
    said
}
